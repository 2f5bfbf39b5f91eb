import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Request } from 'express';
import Busboy, { type BusboyInstance } from '@fastify/busboy';
import { Refusal } from '../../domain/refusal';
import type { FileFacts, ReceivedFile } from '../../connectors/file-store/file-store';
import { FileStoreError } from '../../connectors/file-store/file-store-error';
import { FieldErrors, pointerTo } from './field-errors';
import { brokenForm, late, tooLarge, tooMuch, wayOut } from './multipart-refusals';
import { type FileRoom, withinRoom } from './within-room';
import { unstorableText } from './unstorable-text';

export interface Form<Received extends Discardable = ReceivedFile> {
  fields: Record<string, string>;
  file: (Received & { name: string }) | null;
}

type Discardable = FileFacts & { discard(): Promise<void> };

/** Where the file of a form streams to. */
export interface Receiver<Received extends Discardable> {
  receive(content: Readable): Promise<Received>;
  /** Bytes that can still be received. */
  freeBytes(): Promise<number>;
}

export interface FormLimits {
  /** Of the file. */
  maxBytes: number;
  /** Longest time without data, milliseconds. */
  idleMs: number;
  /** Longest time for the whole upload, milliseconds. */
  totalMs: number;
  /** What to do with a larger file, for people. */
  tooLarge: string;
  /** For its file, by the fields that have come before it; null: any size. */
  room?: ((fields: Record<string, string>) => Promise<FileRoom | null>) | undefined;
}

const maxFields = 50;
const maxFieldBytes = 10_000;
const maxFieldNameLength = 100;
const maxFileNameLength = 255;
/** For the headers of one part: enough for the longest names in any script. */
const maxHeaderBytes = 8_192;

/** How long to wait for the removal of received data; removal continues regardless. */
const maxDiscardMs = 2_000;

/** Stops reading a form before its end. */
type Break = (error: Error) => void;

/**
 * Reads a multipart form; its single file streams to the store while it is hashed, whatever its size. The caller keeps
 * or discards it.
 * @throws Refusal if it is not a form, is interrupted, stalls, or contains more than a form may; FileStoreError. In
 * these cases nothing of the file is kept, and the rest is not read.
 */
export async function readForm<Received extends Discardable>(
  request: Request,
  files: Receiver<Received>,
  limits: FormLimits,
): Promise<Form<Received>> {
  const parser = parserOf(request, limits.maxBytes);
  const incoming: Incoming<Received> = {
    fields: Object.create(null) as Record<string, string>,
    errors: new FieldErrors(),
  };
  let end: Break = () => {};
  const ended = new Promise<never>((_, reject) => (end = reject));
  const total = setTimeout(
    () => end(late(`The form did not arrive within ${limits.totalMs / 1000} s.`)),
    limits.totalMs,
  );
  let stopWatching = () => {};
  const take = async () => {
    await requireRoom(request, files, limits);
    stopWatching = endWhenIdle(request, parser, limits.idleMs, end);
    await parse(request, parser, { incoming, files, limits, end });
    return incoming.receiving;
  };
  try {
    // Every wait, including that for a disk that hangs, ends in time.
    const received = await Promise.race([take(), ended]);
    const { fields, errors, name } = incoming;
    unstorableText({ ...fields, file: name }).list.forEach(({ pointer, detail }) =>
      errors.add(pointer, detail),
    );
    if (!errors.isEmpty) throw errors.toRefusal('The form does not match the schema.');
    return { fields, file: received ? { ...received, name: name as string } : null };
  } catch (error) {
    request.unpipe(parser);
    parser.removeAllListeners('file').destroy();
    incoming.stream?.destroy(error as Error);
    const discarded = incoming.receiving?.then(
      (received) => received.discard(),
      () => undefined,
    );
    await Promise.race([discarded, sleep(maxDiscardMs, undefined, { ref: false })]);
    throw error;
  } finally {
    clearTimeout(total);
    stopWatching();
  }
}

interface Incoming<Received> {
  fields: Record<string, string>;
  errors: FieldErrors;
  name?: string;
  stream?: Readable;
  receiving?: Promise<Received>;
}

interface Parsing<Received extends Discardable> {
  incoming: Incoming<Received>;
  files: Receiver<Received>;
  limits: FormLimits;
  end: Break;
}

/** Resolves when all parts have arrived. Any fault in one ends it at once. */
function parse<Received extends Discardable>(
  request: Request,
  parser: BusboyInstance,
  { incoming, files, limits, end }: Parsing<Received>,
) {
  const { fields, errors } = incoming;
  const guarded =
    <Part extends unknown[]>(take: (...part: Part) => void) =>
    (...part: Part) => {
      try {
        take(...part);
      } catch (error) {
        // Thrown inside an event handler, it would end the process.
        end(error as Error);
      }
    };
  const onField = (field: string | undefined, value: string, _nameCut: boolean, cut: boolean) => {
    const at = pointerTo('', field ?? '');
    if (!field || field.length > maxFieldNameLength)
      throw tooMuch(at, `The name of a field must have 1 to ${maxFieldNameLength} characters.`);
    if (field === 'file') return errors.add(at, 'Send it as a file, with a name.');
    if (field in fields) errors.add(at, 'Given twice.');
    if (cut) errors.add(at, `Longer than ${maxFieldBytes} bytes.`);
    fields[field] = value;
  };
  const receive = async (stream: Readable) => {
    const room = (await limits.room?.(fields)) ?? null;
    return files.receive(room ? withinRoom(stream, room, end) : stream);
  };
  const onFile = (field: string | undefined, stream: Readable, name: string | undefined) => {
    // Before the store listens: an unhandled error event would end the process.
    stream.on('error', () => undefined);
    incoming.stream = stream;
    if (field !== 'file') throw tooMuch(pointerTo('', field ?? ''), 'Only `file` may be a file.');
    if (name === undefined) throw tooMuch('/file', 'Send it as a file, with a name.');
    if (name.length > maxFileNameLength)
      throw tooMuch('/file', `The name of the file is longer than ${maxFileNameLength} characters.`);
    stream.on('limit', () => end(tooLarge(limits)));
    incoming.name = name || 'unnamed';
    incoming.receiving = receive(stream);
    incoming.receiving.catch(end);
  };
  return new Promise<void>((resolve) => {
    parser.on('finish', resolve);
    endAtLimits(parser, end);
    parser.on('field', guarded(onField));
    parser.on('file', guarded(onFile));
    request.pipe(parser);
  });
}

/** Refuses according to the announced size, before anything is read. */
async function requireRoom(
  request: Request,
  files: Pick<Receiver<Discardable>, 'freeBytes'>,
  limits: FormLimits,
): Promise<void> {
  const announced = Number(request.headers['content-length'] ?? 0);
  const ofFile = announced - maxFields * (maxFieldBytes + maxHeaderBytes);
  if (ofFile > limits.maxBytes) throw tooLarge(limits);
  const room = ofFile > 0 ? await limits.room?.({}) : null;
  if (room && ofFile > room.bytes) throw room.refusal();
  if (announced > (await files.freeBytes()))
    throw new FileStoreError('full', 'the upload is larger than the free space');
}

function parserOf(request: Request, maxBytes: number): BusboyInstance {
  const { 'content-type': contentType, 'content-encoding': encoding } = request.headers;
  if (!contentType || !/^multipart\/form-data\s*(;|$)/i.test(contentType))
    throw new Refusal('unsupported-media-type', `Send the import form ${wayOut}.`);
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    throw new Refusal('unsupported-media-type', 'Send the form uncompressed, without content-encoding.');
  try {
    return Busboy({
      headers: { ...request.headers, 'content-type': contentType },
      limits: {
        files: 1,
        fields: maxFields,
        fileSize: maxBytes,
        fieldSize: maxFieldBytes,
        headerSize: maxHeaderBytes,
        headerPairs: 20,
      },
    });
  } catch (error) {
    throw brokenForm(error);
  }
}

function endAtLimits(parser: BusboyInstance, end: Break): void {
  parser.on('filesLimit', () => end(tooMuch('/file', 'Only one file at a time.')));
  parser.on('fieldsLimit', () => end(tooMuch('/', `More than ${maxFields} fields.`)));
  parser.on('error', (error) => end(brokenForm(error)));
}

/**
 * Ends a form whose sender has disconnected, or sends nothing for too long. The request starts flowing here.
 * @returns the function that stops watching.
 */
function endWhenIdle(request: Request, parser: BusboyInstance, idleMs: number, end: Break): () => void {
  // If the store is slow to take received data, the sender is not idle.
  const whenIdle = () =>
    parser.writableNeedDrain ? void idle.refresh() : end(late(`Nothing arrived for ${idleMs / 1000} s.`));
  const idle = setTimeout(whenIdle, idleMs);
  const alive = () => void idle.refresh();
  const gone = () => request.complete || end(brokenForm(new Error('the upload was interrupted')));
  if (request.destroyed) gone();
  request.on('data', alive).on('error', gone).on('close', gone);
  return () => {
    clearTimeout(idle);
    request.off('data', alive).off('close', gone);
  };
}
