import type { Problem } from '../../../domain/refusal';
import type { Contract } from '../route';

/** The problems of a route: those that it declares, and those that follow from the rest of its contract. */
export function problemsOf(contract: Contract): Problem[] {
  const {
    needs,
    method,
    path,
    scope,
    query,
    body,
    form,
    fileInMemory,
    ifMatch,
    creates,
    secret,
    problems = [],
  } = contract;
  const found: (Problem | false)[] = [
    ...(needs === 'nothing' ? [] : (['unauthenticated', 'too-many-attempts', 'issuer-unavailable'] as const)),
    needs !== 'nothing' && method !== 'get' && 'cross-site-request',
    scope !== undefined && needs !== 'read' && 'forbidden',
    (path.includes(':') || (scope === 'house' && needs === 'read')) && 'not-found',
    path.includes(':') && 'invalid-request',
    (query ?? body ?? form) !== undefined && 'invalid-request',
    ...(needs === 'nothing' ? [] : (['temporarily-unavailable', 'database-unavailable'] as const)),
    ...((body ?? form) === undefined
      ? []
      : (['file-too-large', 'unsupported-media-type', 'request-timeout'] as const)),
    'not-acceptable',
    ...(form && fileInMemory === undefined ? (['storage-full', 'storage-unavailable'] as const) : []),
    ifMatch !== undefined && 'version-differs',
    ifMatch === 'required' && 'precondition-required',
    ...(creates ? (['invalid-request', 'idempotency-key-reused', 'request-in-progress'] as const) : []),
    secret === true && 'answer-not-kept',
    path !== '/livez' && 'too-many-requests',
    ...problems,
  ];
  return [...new Set(found.filter((problem) => problem !== false))];
}
