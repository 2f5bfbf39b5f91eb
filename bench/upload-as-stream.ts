import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { importFields } from '../dev/tools/drive/imports';
import type { OwnStack } from '../dev/tools/drive/own-stack';

const bytesAtOnce = 262_144;

/**
 * Uploads a call-charges file as curl does, straight from the disk: `fetch` takes twice as long to send a form of 80 MB
 * as the API takes to receive it, and would be what is measured.
 * @returns the id of the import.
 */
export async function uploadAsStream(
  { info }: OwnStack,
  file: string,
  fields?: Record<string, string>,
): Promise<string> {
  const boundary = randomUUID();
  const part = (disposition: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n`;
  const sending = request(`${info.api}/v1/charge-imports`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${info.keys.ops}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
  });
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
  const form = async function* () {
    for (const [name, value] of Object.entries(importFields(fields)))
      yield `${part(`name="${name}"`)}${value}\r\n`;
    yield part(`name="file"; filename="${path.basename(file)}"`);
    yield* createReadStream(file, { highWaterMark: bytesAtOnce });
    yield `\r\n--${boundary}--\r\n`;
  };
  const [[answer]] = await Promise.all([answered, pipeline(form, sending)]);
  const said = await text(answer);
  if (answer.statusCode !== 202)
    throw new Error(`the upload was answered with ${answer.statusCode}: ${said}`);
  return (JSON.parse(said) as { id: string }).id;
}
