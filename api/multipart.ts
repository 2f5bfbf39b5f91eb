import type { Readable } from 'node:stream';
import type { Request } from 'express';
import Busboy from '@fastify/busboy';
import { Refusal } from '../domain/refusal';
import type { FileStore, StoredFile } from '../connectors/file-store';

export interface Form {
  fields: Record<string, string>;
  file: (StoredFile & { name: string }) | null;
}

/**
 * Reads a multipart form; its one file streams to the store while it is hashed, whatever its size.
 * @throws Refusal when it is no form, is broken off, or the file has more than `mostBytes`.
 */
export async function readForm(request: Request, files: FileStore, mostBytes: number): Promise<Form> {
  const contentType = request.headers['content-type'];
  if (!contentType?.startsWith('multipart/form-data'))
    throw new Refusal('invalid-request', 'Send the import form as multipart/form-data.');
  const form: Form = { fields: {}, file: null };
  const storing: Promise<void>[] = [];
  let tooLarge = false;
  await new Promise<void>((resolve, reject) => {
    let incoming: Readable | null = null;
    // What has come so far is thrown away: the store waits for its end, which will not come.
    const breakOff = (error: Error) => {
      incoming?.destroy(error);
      reject(brokenForm(error));
    };
    const parser = Busboy({
      headers: { ...request.headers, 'content-type': contentType },
      limits: { files: 1, fileSize: mostBytes, fields: 50, fieldSize: 10_000 },
    });
    parser.on('field', (name, value) => void (form.fields[name] = value));
    parser.on('file', (field, stream, name) => {
      if (field !== 'file') return void stream.resume();
      incoming = stream;
      stream.on('limit', () => void (tooLarge = true));
      // else what came so far would be kept, and kept open, for good
      request.on('aborted', () => stream.destroy(new Error('the upload was broken off')));
      const kept = files
        .put(stream)
        .then((stored) => void (form.file = { ...stored, name: name || 'unnamed' }));
      kept.catch(reject);
      storing.push(kept);
    });
    parser.on('error', (error) => breakOff(error as Error));
    parser.on('finish', resolve);
    request.on('aborted', () => breakOff(new Error('the upload was broken off')));
    request.pipe(parser);
  });
  await Promise.all(storing);
  if (tooLarge) throw new Refusal('file-too-large', `The file has more than ${mostBytes} bytes.`);
  return form;
}

const brokenForm = (error: unknown) =>
  new Refusal(
    'invalid-request',
    `The form cannot be read: ${error instanceof Error ? error.message : 'it is broken'}.`,
  );
