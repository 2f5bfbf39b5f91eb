/** Why a request or a decision is refused. The API has one title and one HTTP status for each. */
export const problems = [
  'unauthenticated',
  'too-many-attempts',
  'forbidden',
  'cross-site-request',
  'fresh-sign-in-needed',
  'issuer-unavailable',
  'not-found',
  'method-not-allowed',
  'not-acceptable',
  'unsupported-media-type',
  'malformed-request',
  'headers-too-large',
  'expectation-failed',
  'request-timeout',
  'invalid-request',
  'idempotency-key-reused',
  'request-in-progress',
  'answer-not-kept',
  'file-too-large',
  'quota-exceeded',
  'storage-full',
  'storage-unavailable',
  'accounts-id-taken',
  'name-taken',
  'email-taken',
  'last-admin',
  'too-many-keys',
  'account-code-taken',
  'version-differs',
  'precondition-required',
  'location-without-site',
  'site-taken',
  'not-linked',
  'no-decision-needed',
  'connect-refused',
  'connect-unavailable',
  'product-not-in-group',
  'same-file',
  'wrong-state',
  'leftovers-not-acknowledged',
  'mismatch-not-explained',
  'duplicates-not-settled',
  'new-duplicates',
  'conservation-broken',
  'own-work',
  'digest-differs',
  'temporarily-unavailable',
  'database-unavailable',
  'too-many-requests',
  'too-much-to-add-up',
] as const;
export type Problem = (typeof problems)[number];

/** One wrong field: a JSON pointer into the request, and how to correct it. */
export interface FieldError {
  pointer: string;
  detail: string;
}

export interface RefusalOptions {
  errors?: FieldError[];
  /** Further members of the problem, such as the import that has the same file. */
  extra?: Record<string, unknown>;
  /** It is in the audit trail already. */
  isRecorded?: boolean;
}

/** Thrown when a request cannot be carried out and its sender must be told why. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly errors: FieldError[];
  readonly extra: Record<string, unknown>;
  readonly isRecorded: boolean;
  constructor(
    readonly problem: Problem,
    detail: string,
    { errors = [], extra = {}, isRecorded = false }: RefusalOptions = {},
  ) {
    super(detail);
    this.errors = errors;
    this.extra = extra;
    this.isRecorded = isRecorded;
  }
}
