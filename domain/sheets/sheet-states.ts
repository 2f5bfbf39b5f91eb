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

const yes = true;
const no = false;

/** What holds of each state; every set of them is made of this table. */
// prettier-ignore
const facts = {
  draft:     { terminal: no,  undecided: yes, completed: no,  approved: no,  claims: no },
  completed: { terminal: no,  undecided: yes, completed: yes, approved: no,  claims: yes },
  approved:  { terminal: no,  undecided: no,  completed: yes, approved: yes, claims: yes },
  posting:   { terminal: no,  undecided: no,  completed: yes, approved: yes, claims: yes },
  posted:    { terminal: yes, undecided: no,  completed: yes, approved: yes, claims: yes },
  cancelled: { terminal: yes, undecided: no,  completed: no,  approved: no,  claims: no },
  voided:    { terminal: yes, undecided: no,  completed: yes, approved: yes, claims: no },
} as const satisfies Record<SheetState, StateFacts>;

const where = (fact: keyof StateFacts) => statesWhere<SheetState, StateFacts>(facts, (one) => one[fact]);

export const isCompleted = (state: SheetState): boolean => facts[state].completed;
export const isApproved = (state: SheetState): boolean => facts[state].approved;

/** Something becomes of it yet. */
export const openSheetStates = statesWhere<SheetState, StateFacts>(facts, ({ terminal }) => !terminal);
export const undecidedSheetStates = where('undecided');
export const claimingSheetStates = where('claims');
