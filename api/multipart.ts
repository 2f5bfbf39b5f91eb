import type { Readable } from 'node:stream';
import type { Request } from 'express';
import Busboy from '@fastify/busboy';
import { type FieldError, Refusal } from '../domain/refusal';
import type { FileStore, ReceivedFile } from '../connectors/file-store';
import { unstorableText } from './unstorable-text';

export interface Form {
  fields: Record<string, string>;
  file: (ReceivedFile & { name: string }) | null;
}

const longestField = 10_000;
const longestName = 255;
const wayOut = 'as multipart/form-data, as a browser or `curl -F` does';

/**
 * Reads a multipart form; its one file streams to the store while it is hashed, whatever its size. The caller keeps it
 * or discards it.
 * @throws Refusal when it is no form, is broken off, has a field twice, or the file has more than `mostBytes`: then
 * nothing of the file stays.
 */
export async function readForm(request: Request, files: FileStore, mostBytes: number): Promise<Form> {
  const contentType = request.headers['content-type'];
  if (!contentType?.toLowerCase().startsWith('multipart/form-data'))
    throw new Refusal('invalid-request', `Send the import form ${wayOut}.`);
  const form: Form = { fields: Object.create(null) as Record<string, string>, file: null };
  const errors: FieldError[] = [];
  const storing: Promise<void>[] = [];
  let tooLarge = false;
  await new Promise<void>((resolve, reject) => {
    let incoming: Readable | null = null;
    // What has come so far is thrown away: the store waits for its end, which will not come.
    const breakOff = (error: Error) => {
      incoming?.destroy(error);
      reject(brokenForm(error));
    };
    const parser = parserOf(request, contentType, mostBytes);
    parser.on('field', (name, value, nameCut, valueCut) => {
      if (name === 'file')
        return void errors.push({ pointer: '/file', detail: 'Send it as a file, with a name.' });
      if (name in form.fields) errors.push({ pointer: `/${name}`, detail: 'Given twice.' });
      if (nameCut || valueCut)
        errors.push({ pointer: `/${name}`, detail: `Longer than ${longestField} bytes.` });
      form.fields[name] = value;
    });
    parser.on('file', (field, stream, name) => {
      // Before the store listens: an error that nobody hears would end the process.
      stream.on('error', () => undefined);
      if (field !== 'file') {
        errors.push({ pointer: `/${field}`, detail: 'Only `file` carries a file.' });
        return void stream.resume();
      }
      incoming = stream;
      if (name.length > longestName)
        errors.push({ pointer: '/file', detail: `Its name is longer than ${longestName} characters.` });
      stream.on('limit', () => void (tooLarge = true));
      const receiving = files
        .receive(stream)
        .then((received) => void (form.file = { ...received, name: name || 'unnamed' }));
      receiving.catch(reject);
      storing.push(receiving);
    });
    parser.on('filesLimit', () => errors.push({ pointer: '/file', detail: 'One file at a time.' }));
    parser.on('fieldsLimit', () => errors.push({ pointer: '/', detail: 'Too many fields.' }));
    parser.on('error', (error) => breakOff(error as Error));
    parser.on('finish', resolve);
    request.on('aborted', () => breakOff(new Error('the upload was broken off')));
    request.pipe(parser);
  });
  await Promise.all(storing);
  errors.push(...unstorableText({ ...form.fields, file: form.file?.name }));
  if (!tooLarge && errors.length === 0) return form;
  await form.file?.discard();
  if (tooLarge)
    throw new Refusal('file-too-large', `The file has more than ${mostBytes} bytes.`, {
      errors: [{ pointer: '/file', detail: 'Send a smaller one: part it by dates.' }],
    });
  throw new Refusal('invalid-request', 'The form is not as agreed.', { errors });
}

function parserOf(request: Request, contentType: string, mostBytes: number) {
  try {
    return Busboy({
      headers: { ...request.headers, 'content-type': contentType },
      limits: { files: 1, fileSize: mostBytes, fields: 50, fieldSize: longestField },
    });
  } catch (error) {
    throw brokenForm(error);
  }
}

const brokenForm = (error: unknown) =>
  new Refusal(
    'invalid-request',
    `The form cannot be read: ${error instanceof Error ? error.message : 'it is broken'}. Send it ${wayOut}.`,
  );
