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
  /** It has reached its final state. */
  terminal: boolean;
  /** Its outcome can no longer be changed; until then it can be cancelled. */
  decided: boolean;
  /** It proceeds without a person. */
  goesOn: boolean;
  /** Its rows are being read, or will be. */
  toBeRead: boolean;
  /** People are reviewing its sheet: changed codes and tenancies can still change it. */
  reviewed: boolean;
  /** It will bill nothing: the same bytes may be imported again. */
  billsNothing: boolean;
}

const yes = true;
const no = false;

/** Properties of each status; every set of statuses is derived from this table. */
// prettier-ignore
const facts = {
  received:    { terminal: no,  decided: no,  goesOn: yes, toBeRead: yes, reviewed: no,  billsNothing: no },
  reading:     { terminal: no,  decided: no,  goesOn: yes, toBeRead: yes, reviewed: no,  billsNothing: no },
  matching:    { terminal: no,  decided: no,  goesOn: yes, toBeRead: no,  reviewed: no,  billsNothing: no },
  'in-review': { terminal: no,  decided: no,  goesOn: no,  toBeRead: no,  reviewed: yes, billsNothing: no },
  completed:   { terminal: no,  decided: no,  goesOn: no,  toBeRead: no,  reviewed: yes, billsNothing: no },
  approved:    { terminal: no,  decided: yes, goesOn: yes, toBeRead: no,  reviewed: no,  billsNothing: no },
  posting:     { terminal: no,  decided: yes, goesOn: yes, toBeRead: no,  reviewed: no,  billsNothing: no },
  posted:      { terminal: yes, decided: yes, goesOn: no,  toBeRead: no,  reviewed: no,  billsNothing: no },
  cancelled:   { terminal: yes, decided: yes, goesOn: no,  toBeRead: no,  reviewed: no,  billsNothing: yes },
  failed:      { terminal: yes, decided: yes, goesOn: no,  toBeRead: no,  reviewed: no,  billsNothing: yes },
  voided:      { terminal: yes, decided: yes, goesOn: no,  toBeRead: no,  reviewed: no,  billsNothing: yes },
} as const satisfies Record<ImportStatus, StatusFacts>;

const where = (fact: keyof StatusFacts) => statesWhere<ImportStatus, StatusFacts>(facts, (one) => one[fact]);
const is =
  (fact: keyof StatusFacts) =>
  (status: ImportStatus): boolean =>
    facts[status][fact];

export const isTerminal = is('terminal');
export const isDecided = is('decided');
export const isCancellable = (status: ImportStatus): boolean => !facts[status].decided;
export const isReviewed = is('reviewed');
export const goesOn = is('goesOn');

export const openImportStatuses = statesWhere<ImportStatus, StatusFacts>(facts, ({ terminal }) => !terminal);
export const goingOnImportStatuses = where('goesOn');
export const toBeReadStatuses = where('toBeRead');
export const reviewedStatuses = where('reviewed');
/** Before anybody reviews it. */
export const unreviewedStatuses = statesWhere<ImportStatus, StatusFacts>(
  facts,
  ({ reviewed, decided }) => !reviewed && !decided,
);
export const isUnreviewed = (status: ImportStatus): boolean => unreviewedStatuses.includes(status);
export const billingNothingStatuses = where('billsNothing');
