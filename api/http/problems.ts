import type { ErrorRequestHandler, RequestHandler } from 'express';
import { type DiskFault, FileStoreError } from '../../connectors/file-store/file-store-error';
import { type Problem, Refusal } from '../../domain/refusal';
import type { ApiDependencies } from '../dependencies';

/** Every problem has one status and one title. Its type is `/problems/<name>`. */
const known: Record<Problem, [status: number, title: string]> = {
  unauthenticated: [401, 'A key is needed'],
  'too-many-attempts': [429, 'Too many wrong keys'],
  forbidden: [403, 'You may not do this'],
  'not-found': [404, 'There is no such thing'],
  'method-not-allowed': [405, 'This method is not known here'],
  'request-timeout': [408, 'It took too long to arrive'],
  'invalid-request': [422, 'The request is not as agreed'],
  'file-too-large': [413, 'Too large'],
  'storage-full': [507, 'The file store is full'],
  'storage-unavailable': [503, 'The file store does not answer'],
  'accounts-id-taken': [409, 'The Accounts ID is taken'],
  'name-taken': [409, 'The name is taken'],
  'account-code-taken': [409, 'The account code is taken'],
  'version-differs': [412, 'It has changed since you read it'],
  'location-without-site': [422, 'The location has no Connect site'],
  'site-taken': [409, 'The Connect site is taken'],
  'not-linked': [409, 'The account has no Connect client yet'],
  'no-decision-needed': [409, 'No decision is waited for'],
  'connect-refused': [422, 'Connect refuses it'],
  'connect-unavailable': [503, 'Connect does not answer'],
  'product-not-in-group': [422, 'The product does not belong to the product group'],
  'same-file': [409, 'The same file was imported already'],
  'wrong-state': [409, 'Not in this state'],
  'leftovers-not-acknowledged': [409, 'Rows that are not billed must be acknowledged'],
  'mismatch-not-explained': [409, 'A mismatch must be explained'],
  'duplicates-not-settled': [409, 'Held duplicates must be settled'],
  'new-duplicates': [409, 'Calls have changed hands meanwhile'],
  'conservation-broken': [409, 'Rows or pennies are missing'],
  'own-work': [403, 'Four eyes: this is your own work'],
  'digest-differs': [412, 'The sheet is not the one that you saw'],
  'temporarily-unavailable': [503, 'Try again in a moment'],
  'too-many-requests': [429, 'Too many at once'],
};

function toProblem(refusal: Refusal, requestId: string) {
  const [status, title] = known[refusal.problem];
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

/** The one place in which errors become answers. */
export function answerProblems({ log }: ApiDependencies): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    response.set('cache-control', 'no-store');
    const requestId = response.locals.requestId as string;
    const refusal = asRefusal(error);
    if (!refusal) {
      log('error', 'request failed', { requestId, ...traceOf(error) });
      const body = { type: '/problems/internal', title: 'Something went wrong here', status: 500, requestId };
      return void response.status(500).type('application/problem+json').send(JSON.stringify(body));
    }
    const problem = toProblem(refusal, requestId);
    if (problem.status === 401) response.set('www-authenticate', 'Bearer');
    const { retryAfter } = refusal.extra;
    if (typeof retryAfter === 'number') response.set('retry-after', String(retryAfter));
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

/** Where it happened, without the message: that could carry what people typed. */
function traceOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { stack = '', message, name } = error;
  // A message stands before the frames, and could look like them.
  const behind = stack.slice(stack.indexOf(message) + message.length);
  const frames = behind.split('\n').filter((line) => /^\s+at /.test(line));
  return { error: word(name), code: word((error as ForeignError).code), frames };
}

/** Names and codes are one word: a text in their place could be anything. */
const word = (text: unknown): string | undefined =>
  typeof text === 'string' && /^[\w.:/-]{1,100}$/.test(text) ? text : undefined;

/** What libraries throw. */
interface ForeignError {
  /** Of the reader of bodies. */
  type?: string;
  /** Of a body that is too large: how many bytes it may have. */
  limit?: number;
  /** HTTP status, where the request itself is at fault. */
  status?: number;
  /** SQLSTATE, an errno name, or one of Prisma's. */
  code?: string;
  meta?: { driverAdapterError?: { cause?: { originalCode?: string } } };
}

/** Lock not available in time, deadlock, serialization failure. */
const inTheWay = /^(55P03|40P01|40001)$/;
/** It took longer than its kind of statement may. */
const tookTooLong = '57014';
/** There was no connection, or none was let in. */
const databaseAway = /^(0800[14]|57P03|53300|ECONNREFUSED|ETIMEDOUT|P1001|P1002)$/;
/** The connection broke, or gave no answer: nobody knows how far it had come. */
const connectionLost = /^(08...|57P0.|25P0.|ECONNRESET|EPIPE|P1008|P1017)$/;

const ofFileStore: Record<DiskFault, [Problem, string]> = {
  full: [
    'storage-full',
    'There is no room for the file. Nothing of it was kept; whoever runs this has to make room, then send it again.',
  ],
  unavailable: [
    'storage-unavailable',
    'The file could not be stored. Nothing of it was kept; whoever runs this has to look at the file store, then send it again.',
  ],
};

/** What is the sender's mistake, or passes by itself, is told so; null for a fault of ours. */
function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (error instanceof FileStoreError) return new Refusal(...ofFileStore[error.fault]);
  const { type, limit, status, meta } = (error ?? {}) as ForeignError;
  // Prisma puts what the database said inside its own error.
  const code = meta?.driverAdapterError?.cause?.originalCode ?? (error as ForeignError | null)?.code;
  if (type === 'entity.too.large')
    return new Refusal('file-too-large', `The body has more than ${limit} bytes, which is the limit here.`);
  if (type !== undefined || (status !== undefined && status >= 400 && status < 500))
    return new Refusal(
      'invalid-request',
      'The request cannot be read: look at its path, encoding and content type.',
    );
  if (code !== undefined && inTheWay.test(code))
    return new Refusal(
      'temporarily-unavailable',
      'Somebody else is changing the same thing. Nothing was done; try again in a moment.',
    );
  if (code === tookTooLong)
    return new Refusal(
      'temporarily-unavailable',
      'It took too long and was undone: much is going on. Try again in a moment.',
    );
  if (code !== undefined && databaseAway.test(code))
    return new Refusal(
      'temporarily-unavailable',
      'The database is away. Nothing was done; try again in a moment.',
    );
  if (error instanceof Error && /timeout exceeded when trying to connect/.test(error.message))
    return new Refusal(
      'temporarily-unavailable',
      'The database is away, or too much is asked of it at once. Nothing was done; try again in a moment.',
    );
  if (
    (code !== undefined && connectionLost.test(code)) ||
    (error instanceof Error && /Connection terminated/.test(error.message))
  )
    return new Refusal(
      'temporarily-unavailable',
      'The database is away. Look whether it was done, and try again.',
    );
  if (code !== undefined && /^22...$/.test(code))
    return new Refusal('invalid-request', 'A value is out of the range that can be kept.');
  if (code === '23505' || code === 'P2002')
    return new Refusal('name-taken', 'There is one like it already: somebody was faster.');
  if (code === '23514')
    return new Refusal(
      'invalid-request',
      'A rule of the database refuses it: two values do not go together.',
    );
  if (code === '23503' || code === 'P2003')
    return new Refusal('invalid-request', 'It names something that does not exist.');
  return null;
}
