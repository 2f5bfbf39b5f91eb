import type { ErrorRequestHandler, RequestHandler } from 'express';
import { FileStoreError, type StoreFault } from '../../connectors/file-store/file-store-error';
import { type Problem, Refusal } from '../../domain/refusal';
import type { ApiDependencies } from '../dependencies';
import { IssuerAway } from '../sign-in/issuer';
import { noteRefusal } from './note-refusal';
import { internalProblem, problemTable } from './problem-table';

export function toProblem(refusal: Refusal, requestId: string) {
  const { status, title } = problemTable[refusal.problem];
  return {
    type: `/problems/${refusal.problem}`,
    title,
    status,
    detail: refusal.message,
    ...(refusal.errors.length > 0 ? { errors: refusal.errors } : {}),
    ...refusal.extra,
    requestId,
  };
}

export const unknownPath: RequestHandler = (request) => {
  throw new Refusal('not-found', `There is no ${request.method} ${request.path}.`);
};

/** The only place in which errors become answers. */
export function answerProblems(
  { log, attempts }: ApiDependencies,
  routes: readonly { method: string; path: string }[],
): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    response.set('cache-control', 'no-store');
    const requestId = response.locals.requestId as string;
    const refusal = asRefusal(error);
    if (!refusal) {
      log('error', 'request failed', { requestId, ...traceOf(error) });
      const body = { ...internalProblem, requestId };
      return void response.status(500).type('application/problem+json').send(JSON.stringify(body));
    }
    noteRefusal(refusal, request, response, { attempts, routes });
    const problem = toProblem(refusal, requestId);
    if (problem.status === 401) response.set('www-authenticate', 'Bearer');
    const { retryAfter } = refusal.extra;
    if (typeof retryAfter === 'number') response.set('retry-after', String(retryAfter));
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

/** Where it happened, without the message, which could contain what people typed. */
function traceOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { stack = '', message, name } = error;
  // A message comes before the frames, and could look like them.
  const behind = stack.slice(stack.indexOf(message) + message.length);
  const frames = behind.split('\n').filter((line) => /^\s+at /.test(line));
  return { error: word(name), code: word((error as ForeignError).code), frames };
}

/** Names and codes are single words: text in their place could be anything. */
const word = (text: unknown): string | undefined =>
  typeof text === 'string' && /^[\w.:/-]{1,100}$/.test(text) ? text : undefined;

/** Errors thrown by libraries. */
interface ForeignError {
  /** From the body reader. */
  type?: string;
  /** For a body that is too large: the limit in bytes. */
  limit?: number;
  /** HTTP status, if the request itself is at fault. */
  status?: number;
  /** SQLSTATE, an errno name, or one of Prisma's codes. */
  code?: string;
  meta?: { driverAdapterError?: { cause?: { originalCode?: string } } };
}

/** Lock not available in time, deadlock, serialization failure. */
const inTheWay = /^(55P03|40P01|40001)$/;
/** The statement exceeded its time limit. */
const tookTooLong = '57014';
/** There was no connection, or it was refused. */
const databaseAway = /^(0800[14]|57P03|53300|ECONNREFUSED|ETIMEDOUT|P1001|P1002)$/;
/** The connection broke, or gave no answer: nobody knows how far the work had come. */
const connectionLost = /^(08...|57P0.|25P0.|ECONNRESET|EPIPE|P1008|P1017)$/;

const ofFileStore: Record<StoreFault, [Problem, string]> = {
  full: [
    'storage-full',
    'There is no space for the file; none of it was kept. Ask your operator to free space, then send it again.',
  ],
  unavailable: [
    'storage-unavailable',
    'The file could not be stored; none of it was kept. Ask your operator to check the file store, ' +
      'then send it again.',
  ],
};

/** What the database could not do for the moment; null for any other error. */
function ofDatabase(error: unknown, code: string | undefined): Refusal | null {
  const message = error instanceof Error ? error.message : '';
  if (code !== undefined && inTheWay.test(code))
    return later('Somebody else is changing the same thing. Nothing was done; try again in a moment.');
  if (code === tookTooLong)
    return later('It took too long and was undone, because the system is busy. Try again in a moment.');
  if (code !== undefined && databaseAway.test(code))
    return away('The database does not answer. Nothing was done; try again in a moment.');
  if (/timeout exceeded when trying to connect/.test(message))
    return away('The database does not answer, or is too busy. Nothing was done; try again in a moment.');
  if ((code !== undefined && connectionLost.test(code)) || /Connection terminated/.test(message))
    return away('The connection to the database was lost. Check whether it was done before you try again.');
  return null;
}

const later = (told: string) => new Refusal('temporarily-unavailable', told, { extra: { retryAfter: 1 } });
const away = (told: string) => new Refusal('database-unavailable', told, { extra: { retryAfter: 5 } });

/** What is the sender's mistake, or temporary, is reported as such; null for a fault of ours. */
function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (error instanceof IssuerAway)
    return new Refusal(
      'issuer-unavailable',
      'The service that people sign in with does not answer. Nothing was done; try again in a moment.',
      { extra: { retryAfter: 5 } },
    );
  if (error instanceof FileStoreError)
    return new Refusal(...ofFileStore[error.fault], { extra: { retryAfter: 60 } });
  const { type, limit, status, meta } = (error ?? {}) as ForeignError;
  // Prisma wraps the database's error in its own.
  const code = meta?.driverAdapterError?.cause?.originalCode ?? (error as ForeignError | null)?.code;
  if (type === 'entity.too.large')
    return new Refusal('file-too-large', `The body has more than ${limit} bytes, which is the limit.`);
  if (type !== undefined || (status !== undefined && status >= 400 && status < 500))
    return new Refusal(
      'invalid-request',
      'The request cannot be read: check its path, encoding and content type.',
    );
  const unavailable = ofDatabase(error, code);
  if (unavailable) return unavailable;
  if (code !== undefined && /^22...$/.test(code))
    return new Refusal('invalid-request', 'A value is outside the range that can be stored.');
  if (code === '23505' || code === 'P2002')
    return new Refusal('name-taken', 'One like it already exists: somebody else was faster.');
  if (code === '23514')
    return new Refusal('invalid-request', 'The values contradict each other, so the database refused them.');
  if (code === '23503' || code === 'P2003')
    return new Refusal('invalid-request', 'It refers to something that does not exist.');
  return null;
}
