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
  /** It has reached its final state. */
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

/** Properties of each state; every set of states is derived from this table. */
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

/** Its charges are being made, or will be: no person is waited for. */
export const isBeingPosted = (state: SheetState): boolean => facts[state].approved && !facts[state].terminal;

/** It has not reached its final state yet. */
export const openSheetStates = statesWhere<SheetState, StateFacts>(facts, ({ terminal }) => !terminal);
export const undecidedSheetStates = where('undecided');
export const claimingSheetStates = where('claims');
/** Its charges have become visible to billing, whether or not they were taken back later. */
export const chargedSheetStates = statesWhere<SheetState, StateFacts>(
  facts,
  ({ terminal, approved }) => terminal && approved,
);
