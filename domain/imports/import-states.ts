import { statesWhere } from '../states';

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

interface StatusFacts {
  /** Nothing more becomes of it. */
  terminal: boolean;
  /** Nobody can change any more what becomes of it. */
  decided: boolean;
  /** It can still be given up. */
  cancellable: boolean;
  /** It goes on without a person. */
  goesOn: boolean;
  /** Its rows are read, or will be. */
  toBeRead: boolean;
  /** Its sheet is looked at by people: what its rows are matched by can still change it. */
  reviewed: boolean;
  /** It will bill nothing: the same bytes may be imported again. */
  billsNothing: boolean;
}

/** What holds of each status; every set of them is made of this table. */
const facts = {
  received: {
    terminal: false,
    decided: false,
    cancellable: true,
    goesOn: true,
    toBeRead: true,
    reviewed: false,
    billsNothing: false,
  },
  reading: {
    terminal: false,
    decided: false,
    cancellable: true,
    goesOn: true,
    toBeRead: true,
    reviewed: false,
    billsNothing: false,
  },
  matching: {
    terminal: false,
    decided: false,
    cancellable: true,
    goesOn: true,
    toBeRead: false,
    reviewed: false,
    billsNothing: false,
  },
  'in-review': {
    terminal: false,
    decided: false,
    cancellable: true,
    goesOn: false,
    toBeRead: false,
    reviewed: true,
    billsNothing: false,
  },
  completed: {
    terminal: false,
    decided: false,
    cancellable: true,
    goesOn: false,
    toBeRead: false,
    reviewed: true,
    billsNothing: false,
  },
  approved: {
    terminal: false,
    decided: true,
    cancellable: false,
    goesOn: true,
    toBeRead: false,
    reviewed: false,
    billsNothing: false,
  },
  posting: {
    terminal: false,
    decided: true,
    cancellable: false,
    goesOn: true,
    toBeRead: false,
    reviewed: false,
    billsNothing: false,
  },
  posted: {
    terminal: true,
    decided: true,
    cancellable: false,
    goesOn: false,
    toBeRead: false,
    reviewed: false,
    billsNothing: false,
  },
  cancelled: {
    terminal: true,
    decided: true,
    cancellable: false,
    goesOn: false,
    toBeRead: false,
    reviewed: false,
    billsNothing: true,
  },
  failed: {
    terminal: true,
    decided: true,
    cancellable: false,
    goesOn: false,
    toBeRead: false,
    reviewed: false,
    billsNothing: true,
  },
  voided: {
    terminal: true,
    decided: true,
    cancellable: false,
    goesOn: false,
    toBeRead: false,
    reviewed: false,
    billsNothing: true,
  },
} as const satisfies Record<ImportStatus, StatusFacts>;

const where = (fact: keyof StatusFacts) => statesWhere<ImportStatus, StatusFacts>(facts, (one) => one[fact]);
const is =
  (fact: keyof StatusFacts) =>
  (status: ImportStatus): boolean =>
    facts[status][fact];

export const isTerminal = is('terminal');
export const isDecided = is('decided');
export const isCancellable = is('cancellable');
export const isReviewed = is('reviewed');

export const openImportStatuses = statesWhere<ImportStatus, StatusFacts>(facts, ({ terminal }) => !terminal);
export const goingOnImportStatuses = where('goesOn');
export const toBeReadStatuses = where('toBeRead');
export const reviewedStatuses = where('reviewed');
/** Before anybody looks at it. */
export const unreviewedStatuses = statesWhere<ImportStatus, StatusFacts>(
  facts,
  ({ reviewed, decided }) => !reviewed && !decided,
);
export const billingNothingStatuses = where('billsNothing');
