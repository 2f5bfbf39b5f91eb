import type { ErrorRequestHandler, RequestHandler } from 'express';
import { type Problem, Refusal } from '../domain/refusal';
import type { ApiDependencies } from './dependencies';

/** Every problem has one status and one title. Its type is `/problems/<name>`. */
const known: Record<Problem, [status: number, title: string]> = {
  unauthenticated: [401, 'A key is needed'],
  forbidden: [403, 'You may not do this'],
  'not-found': [404, 'There is no such thing'],
  'invalid-request': [422, 'The request is not as agreed'],
  'file-too-large': [413, 'The file is too large'],
  'accounts-id-taken': [409, 'The Accounts ID is taken'],
  'name-taken': [409, 'The name is taken'],
  'account-code-taken': [409, 'The account code is taken'],
  'version-differs': [412, 'It has changed since you read it'],
  'location-without-site': [422, 'The location has no Connect site'],
  'not-linked': [409, 'The account has no Connect client yet'],
  'no-decision-needed': [409, 'No decision is waited for'],
  'already-decided': [409, 'Somebody has decided already'],
  'connect-refused': [422, 'Connect refuses it'],
  'connect-unavailable': [503, 'Connect does not answer'],
  'product-not-in-group': [422, 'The product does not belong to the product group'],
  'same-file': [409, 'The same file was imported already'],
  'wrong-state': [409, 'Not in this state'],
  'leftovers-not-acknowledged': [409, 'Rows without an account must be acknowledged'],
  'mismatch-not-explained': [409, 'A mismatch must be explained'],
  'duplicates-not-settled': [409, 'Held duplicates must be settled'],
  'new-duplicates': [409, 'Calls were billed by another sheet'],
  'conservation-broken': [409, 'Rows or pennies are missing'],
  'own-work': [403, 'Four eyes: this is your own work'],
  'digest-differs': [412, 'The sheet is not the one that you saw'],
  'temporarily-unavailable': [503, 'Try again in a moment'],
};

export function toProblem(refusal: Refusal, requestId: string) {
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
    const requestId = response.locals.requestId as string;
    const refusal = asRefusal(error);
    if (!refusal) {
      log('error', 'request failed', {
        requestId,
        error: error instanceof Error ? error.stack : String(error),
      });
      const body = { type: '/problems/internal', title: 'Something went wrong here', status: 500, requestId };
      return void response.status(500).type('application/problem+json').send(JSON.stringify(body));
    }
    const problem = toProblem(refusal, requestId);
    if (problem.status === 401) response.set('www-authenticate', 'Bearer');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

interface BodyError {
  type?: string;
}

/** What the body parser throws is the sender's mistake, too. */
function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  const { type } = (error ?? {}) as BodyError;
  if (type === 'entity.parse.failed') return new Refusal('invalid-request', 'The body is not JSON.');
  if (type === 'entity.too.large') return new Refusal('file-too-large', 'The body is too large.');
  return null;
}
