export const importStatuses = [
  'received',
  'reading',
  'matching',
  'in-review',
  'completed',
  'approved',
  'posting',
  'posted',
  'cancelled',
  'failed',
  'voided',
] as const;
export type ImportStatus = (typeof importStatuses)[number];

const isOneOf =
  (...some: ImportStatus[]) =>
  (status: ImportStatus): boolean =>
    some.includes(status);

/** Nothing more becomes of it. */
export const isTerminal = isOneOf('posted', 'cancelled', 'failed', 'voided');

/** Something becomes of it yet. */
export const openStatuses: ImportStatus[] = importStatuses.filter((status) => !isTerminal(status));

/** Nobody can change any more what becomes of it. */
export const isDecided = isOneOf('approved', 'posting', 'posted', 'cancelled', 'failed', 'voided');

/** It can still be given up. */
export const isCancellable = isOneOf('received', 'reading', 'matching', 'in-review', 'completed');

/** It will bill nothing: the same bytes may be imported again. */
export const deadStatuses: ImportStatus[] = ['cancelled', 'failed', 'voided'];
