import { type ActionRule, type PossibleActions, possibleActions } from '../actions';
import type { SheetDecisionKind } from '../people/decision';
import { mayAct, type Person } from '../people/roles';
import { ownWork, sheetRules, whyNotInState, whyNotPerson } from './sheet-rules';
import type { SheetState } from './sheet-states';

export const sheetActionNames = [
  'complete',
  'approve',
  'reject',
  'reopen',
  'cancel-import',
  'withdraw',
  'export',
] as const;
export type SheetAction = (typeof sheetActionNames)[number];

interface Sheet {
  state: SheetState;
  location: { id: string };
  completedBy: string | null;
  /** It is completed, and the caller's own work. */
  own: boolean;
}

/** What a person may do with a batch sheet now. */
export function sheetActions(sheet: Sheet, person: Person): PossibleActions<SheetAction> {
  const decision = (kind: SheetDecisionKind): ActionRule =>
    mayAct(person, sheetRules[kind].needs, sheet.location.id)
      ? { whyNot: whyNotInState(kind, sheet.state) ?? whyNotPerson(kind, person, sheet) }
      : null;
  /** A decision about other people's work. */
  const judgement = (kind: 'approve' | 'reject'): ActionRule => {
    const rule = decision(kind);
    return rule && { whyNot: rule.whyNot ?? (sheet.own ? ownWork : null) };
  };
  return possibleActions<SheetAction>({
    complete: decision('complete'),
    approve: judgement('approve'),
    reject: judgement('reject'),
    reopen: decision('reopen'),
    'cancel-import': decision('cancel'),
    withdraw: decision('withdraw'),
    export: mayAct(person, 'read', sheet.location.id) ? { whyNot: whyNotExported(sheet.state) } : null,
  });
}

/** Null if the sheet can be exported. */
export const whyNotExported = (state: SheetState): string | null =>
  state === 'posted' ? null : `The batch sheet is ${state}: only a posted one can be exported.`;
