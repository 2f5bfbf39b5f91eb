import { statesWhere } from '../states';

export const sheetStates = [
  'draft',
  'completed',
  'approved',
  'posting',
  'posted',
  'cancelled',
  'voided',
] as const;
export type SheetState = (typeof sheetStates)[number];

interface StateFacts {
  /** Nothing more becomes of it. */
  terminal: boolean;
  /** People can still change it, or send it back. */
  undecided: boolean;
  /** It has the first tick (1). */
  completed: boolean;
  /** It has the second tick (2). */
  approved: boolean;
  /** Its calls are claimed: no other sheet bills them. */
  claims: boolean;
}

/** What holds of each state; every set of them is made of this table. */
const facts = {
  draft: { terminal: false, undecided: true, completed: false, approved: false, claims: false },
  completed: { terminal: false, undecided: true, completed: true, approved: false, claims: true },
  approved: { terminal: false, undecided: false, completed: true, approved: true, claims: true },
  posting: { terminal: false, undecided: false, completed: true, approved: true, claims: true },
  posted: { terminal: true, undecided: false, completed: true, approved: true, claims: true },
  cancelled: { terminal: true, undecided: false, completed: false, approved: false, claims: false },
  voided: { terminal: true, undecided: false, completed: true, approved: true, claims: false },
} as const satisfies Record<SheetState, StateFacts>;

const where = (fact: keyof StateFacts) => statesWhere<SheetState, StateFacts>(facts, (one) => one[fact]);

export const isCompleted = (state: SheetState): boolean => facts[state].completed;
export const isApproved = (state: SheetState): boolean => facts[state].approved;

/** Something becomes of it yet. */
export const openSheetStates = statesWhere<SheetState, StateFacts>(facts, ({ terminal }) => !terminal);
export const undecidedSheetStates = where('undecided');
export const claimingSheetStates = where('claims');
