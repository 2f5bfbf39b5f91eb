import type { Readable } from 'node:stream';
import type { Request } from 'express';
import Busboy, { type BusboyInstance } from '@fastify/busboy';
import { Refusal } from '../domain/refusal';
import type { FileStore, ReceivedFile } from '../connectors/file-store';
import { FileStoreError } from '../connectors/file-store-error';
import { FieldErrors, pointerTo } from './field-errors';
import { unstorableText } from './unstorable-text';

export interface Form {
  fields: Record<string, string>;
  file: (ReceivedFile & { name: string }) | null;
}

export interface FormLimits {
  /** Of the file. */
  mostBytes: number;
  /** How long nothing may come, milliseconds. */
  idleMs: number;
  /** How long all of it may take, milliseconds. */
  totalMs: number;
}

const mostFields = 50;
const longestField = 10_000;
const longestFieldName = 100;
const longestName = 255;
/** Of the headers of one part: the longest names fit in, whatever their letters. */
const longestHeader = 8_192;
const wayOut = 'as multipart/form-data, as a browser or `curl -F` does';

/** Ends the reading of a form before its end. */
type Break = (error: Error) => void;

/**
 * Reads a multipart form; its one file streams to the store while it is hashed, whatever its size. The caller keeps it
 * or discards it.
 * @throws Refusal when it is no form, is broken off, stalls, or has more in it than a form may have; FileStoreError. Then
 * nothing of the file stays, and what has not come yet is not read.
 */
export async function readForm(request: Request, files: FileStore, limits: FormLimits): Promise<Form> {
  const parser = parserOf(request, limits.mostBytes);
  await requireRoom(request, files, limits.mostBytes);
  const fields = Object.create(null) as Record<string, string>;
  const errors = new FieldErrors();
  const file: { name?: string; stream?: Readable; receiving?: Promise<ReceivedFile> } = {};
  let stopWatching: (() => void) | undefined;
  const read = new Promise<void>((resolve, reject) => {
    parser.on('finish', resolve);
    stopWatching = endInTime(request, limits, reject);
    endAtLimits(parser, reject);
    parser.on('field', (field: string | undefined, value, _nameCut, cut) => {
      const at = pointerTo('', field ?? '');
      if (!field || field.length > longestFieldName)
        return reject(tooMuch(at, `A field has a name of 1 to ${longestFieldName} characters.`));
      if (field === 'file') return errors.add(at, 'Send it as a file, with a name.');
      if (field in fields) errors.add(at, 'Given twice.');
      if (cut) errors.add(at, `Longer than ${longestField} bytes.`);
      fields[field] = value;
    });
    parser.on('file', (field: string | undefined, stream, name) => {
      // Before the store listens: an error that nobody hears would end the process.
      stream.on('error', () => undefined);
      file.stream = stream;
      if (field !== 'file') return reject(tooMuch(pointerTo('', field ?? ''), 'Only `file` carries a file.'));
      if (name.length > longestName)
        return reject(tooMuch('/file', `Its name is longer than ${longestName} characters.`));
      stream.on('limit', () => reject(tooLarge(limits.mostBytes)));
      file.name = name || 'unnamed';
      file.receiving = files.receive(stream);
      file.receiving.catch(reject);
    });
    request.pipe(parser);
  });
  try {
    await read;
    const received = await file.receiving;
    unstorableText({ ...fields, file: file.name }).list.forEach(({ pointer, detail }) =>
      errors.add(pointer, detail),
    );
    if (!errors.isEmpty) throw errors.toRefusal('The form is not as agreed.');
    return { fields, file: received ? { ...received, name: file.name as string } : null };
  } catch (error) {
    request.unpipe(parser);
    parser.removeAllListeners('file').destroy();
    file.stream?.destroy(error as Error);
    const received = await file.receiving?.catch(() => null);
    await received?.discard();
    throw error;
  } finally {
    stopWatching?.();
  }
}

/** Refuses by what the sender says that there will be, before any of it is read. */
async function requireRoom(request: Request, files: FileStore, mostBytes: number): Promise<void> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > mostBytes + mostFields * (longestField + longestHeader)) throw tooLarge(mostBytes);
  if (announced > (await files.freeBytes()))
    throw new FileStoreError('full', 'an upload is larger than what is free');
}

function parserOf(request: Request, mostBytes: number): BusboyInstance {
  const contentType = request.headers['content-type'];
  if (!contentType?.toLowerCase().startsWith('multipart/form-data'))
    throw new Refusal('invalid-request', `Send the import form ${wayOut}.`);
  try {
    return Busboy({
      headers: { ...request.headers, 'content-type': contentType },
      limits: {
        files: 1,
        fields: mostFields,
        fileSize: mostBytes,
        fieldSize: longestField,
        headerSize: longestHeader,
        headerPairs: 20,
      },
    });
  } catch (error) {
    throw brokenForm(error);
  }
}

function endAtLimits(parser: BusboyInstance, end: Break): void {
  parser.on('filesLimit', () => end(tooMuch('/file', 'One file at a time.')));
  parser.on('fieldsLimit', () => end(tooMuch('/', `More than ${mostFields} fields.`)));
  parser.on('error', (error) => end(brokenForm(error)));
}

/**
 * Ends a form whose sender has gone away, sends nothing for too long, or takes too long over all of it.
 * @returns what ends this watch.
 */
function endInTime(request: Request, { idleMs, totalMs }: FormLimits, end: Break): () => void {
  const late = (why: string) => () => end(new Refusal('request-timeout', `${why} Send the form again.`));
  const idle = setTimeout(late(`Nothing came for ${idleMs / 1000} s.`), idleMs);
  const total = setTimeout(late(`The form was not there after ${totalMs / 1000} s.`), totalMs);
  const alive = () => void idle.refresh();
  const gone = () => request.complete || end(brokenForm(new Error('the upload was broken off')));
  if (request.destroyed) gone();
  request.on('data', alive).on('error', gone).on('close', gone);
  return () => {
    clearTimeout(idle);
    clearTimeout(total);
    request.off('data', alive).off('close', gone);
  };
}

const tooMuch = (pointer: string, detail: string) =>
  new Refusal('invalid-request', 'The form is not as agreed.', { errors: [{ pointer, detail }] });

const tooLarge = (mostBytes: number) =>
  new Refusal('file-too-large', `The file has more than ${mostBytes} bytes.`, {
    errors: [{ pointer: '/file', detail: 'Send a smaller one: part it by dates.' }],
  });

const brokenForm = (error: unknown) =>
  new Refusal(
    'invalid-request',
    `The form cannot be read: ${error instanceof Error ? error.message : 'it is broken'}. Send it ${wayOut}.`,
  );
