import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { ApiDependencies } from '../dependencies';

/** What the id in a route's path identifies. */
const idNames: Record<string, string> = {
  'charge-imports': 'importId',
  'batch-sheets': 'sheetId',
  accounts: 'accountId',
  decisions: 'decisionId',
};
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id that links a request to what it led to. Ids only: anything else typed there could be a name. */
function subjectOf(route: string, id: unknown): Record<string, string> {
  const name = idNames[route.split('/')[2] ?? ''];
  return name && typeof id === 'string' && uuid.test(id) ? { [name]: id } : {};
}

/** Gives each request an id, and logs it once it has been answered. */
export function logRequests({ log, metrics }: ApiDependencies): RequestHandler {
  return (request, response, next) => {
    const id = randomUUID();
    response.locals.requestId = id;
    response.set('x-request-id', id);
    const begun = performance.now();
    response.on('finish', () => {
      const { statusCode: status } = response;
      const seconds = (performance.now() - begun) / 1000;
      // The route as declared: what was typed into a path or query could contain names.
      const route = (request.route as { path?: string } | undefined)?.path ?? 'none';
      const { method, params } = request;
      // How long somebody stays connected says nothing about how fast they are answered.
      if (!response.locals.isEventStream) metrics.answered({ method, route, status, seconds });
      const subject = subjectOf(route, params?.id);
      const ms = Math.round(seconds * 1000);
      log('info', 'request', { requestId: id, method, route, ...subject, status, ms });
    });
    next();
  };
}
