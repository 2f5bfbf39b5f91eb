import http from 'node:http';
import { importFields } from '../../dev/tools/drive/imports';
import type { System } from './system';
import type { Untyped } from './untyped';

export interface SlowUpload {
  /** Sends what is left and waits for the answer. */
  finish(): Promise<{ status: number; body: Untyped }>;
  /** Settles when the connection breaks. */
  broken: Promise<Error>;
}

const boundary = 'slow-upload';

/** An upload that stands still in the middle of its file. */
export function beginSlowUpload(system: System, content: Buffer): SlowUpload {
  const request = http.request(`${system.api}/v1/charge-imports`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${system.keys.ops}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    agent: new http.Agent({ keepAlive: true }),
  });
  const answer = new Promise<{ status: number; body: Untyped }>((resolve) =>
    request.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => void (text += part));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }));
    }),
  );
  const broken = new Promise<Error>((resolve) => request.once('error', resolve));
  for (const [name, value] of Object.entries(importFields()))
    request.write(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  request.write(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="calls.csv"\r\n` +
      'Content-Type: text/csv\r\n\r\n',
  );
  const half = Math.floor(content.length / 2);
  request.write(content.subarray(0, half));
  return {
    finish() {
      request.write(content.subarray(half));
      request.end(`\r\n--${boundary}--\r\n`);
      return answer;
    },
    broken,
  };
}
