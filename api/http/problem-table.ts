import type { Problem } from '../../domain/refusal';

export interface KnownProblem {
  status: number;
  title: string;
}

/** Every problem has one status and one title. Its type is `/problems/<name>`. */
export const problemTable = {
  unauthenticated: { status: 401, title: 'Sign in, or send a valid key' },
  'too-many-attempts': { status: 429, title: 'Too many wrong keys' },
  forbidden: { status: 403, title: 'You may not do this' },
  'cross-site-request': { status: 403, title: 'The request came from another site' },
  'fresh-sign-in-needed': { status: 403, title: 'Approving here needs a fresh sign-in' },
  'issuer-unavailable': { status: 503, title: 'The sign-in service does not answer' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'not-acceptable': { status: 406, title: 'There is no answer of an accepted media type' },
  'unsupported-media-type': { status: 415, title: 'The media type of the body is not supported' },
  'malformed-request': { status: 400, title: 'This is not valid HTTP' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  'expectation-failed': { status: 417, title: 'The expectation cannot be met' },
  'request-timeout': { status: 408, title: 'The request took too long to arrive' },
  'invalid-request': { status: 422, title: 'The request is not valid' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key belongs to another request' },
  'request-in-progress': { status: 409, title: 'The same request is still in progress' },
  'answer-not-kept': { status: 409, title: 'It is done, but its answer was not kept' },
  'file-too-large': { status: 413, title: 'Too large' },
  'quota-exceeded': { status: 409, title: 'The location may keep no more files' },
  'storage-full': { status: 507, title: 'The file store is full' },
  'storage-unavailable': { status: 503, title: 'The file store does not answer' },
  'accounts-id-taken': { status: 409, title: 'The Accounts ID is taken' },
  'name-taken': { status: 409, title: 'The name is taken' },
  'email-taken': { status: 409, title: 'The e-mail address is taken' },
  'last-admin': { status: 409, title: 'An admin has to be left' },
  'too-many-keys': { status: 409, title: 'There are two keys already' },
  'account-code-taken': { status: 409, title: 'The account code is taken' },
  'version-differs': { status: 412, title: 'It has changed since you read it' },
  'precondition-required': { status: 428, title: 'Say which version you have seen' },
  'location-without-site': { status: 422, title: 'The location has no Connect site' },
  'site-taken': { status: 409, title: 'The Connect site is taken' },
  'not-linked': { status: 409, title: 'The account has no Connect client yet' },
  'no-decision-needed': { status: 409, title: 'No decision is needed' },
  'connect-refused': { status: 422, title: 'Connect refused the request' },
  'connect-unavailable': { status: 503, title: 'Connect does not answer' },
  'product-not-in-group': { status: 422, title: 'The product does not belong to the product group' },
  'same-file': { status: 409, title: 'The same file has already been imported' },
  'wrong-state': { status: 409, title: 'Not possible in this state' },
  'leftovers-not-acknowledged': { status: 409, title: 'Rows that are not billed must be acknowledged' },
  'mismatch-not-explained': { status: 409, title: 'A mismatch must be explained' },
  'duplicates-not-settled': { status: 409, title: 'Held duplicates must be resolved' },
  'new-duplicates': { status: 409, title: 'Another sheet has claimed some of the calls in the meantime' },
  'conservation-broken': { status: 409, title: 'Rows or amounts do not add up' },
  'own-work': { status: 403, title: 'Four eyes: this is your own work' },
  'digest-differs': { status: 412, title: 'The sheet has changed since you saw it' },
  'temporarily-unavailable': { status: 503, title: 'Try again in a moment' },
  'database-unavailable': { status: 503, title: 'The database does not answer' },
  'too-many-requests': { status: 429, title: 'Too many at once' },
  'too-much-to-add-up': { status: 422, title: 'There is too much to add up' },
} as const satisfies Record<Problem, KnownProblem>;

/** Not the caller's fault; the log has the cause. */
export const internalProblem = {
  type: '/problems/internal',
  title: 'Something went wrong on our side',
  status: 500,
} as const;
