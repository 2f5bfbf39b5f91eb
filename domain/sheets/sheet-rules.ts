import type { SheetDecisionKind } from '../people/decision';
import type { Act } from '../people/roles';
import { Refusal } from '../refusal';
import type { SheetState } from './sheet-states';

interface Rule {
  from: readonly SheetState[];
  needs: Act;
  /** Only a human may. */
  human: boolean;
}

/** Who may move a sheet from where. The table stands in docs/charge-import.md. */
export const sheetRules: Record<SheetDecisionKind, Rule> = {
  complete: { from: ['draft'], needs: 'edit-charges', human: true },
  reopen: { from: ['completed'], needs: 'edit-charges', human: false },
  withdraw: { from: ['completed'], needs: 'edit-charges', human: false },
  approve: { from: ['completed'], needs: 'approve', human: true },
  reject: { from: ['completed'], needs: 'approve', human: true },
  cancel: { from: ['draft', 'completed'], needs: 'edit-charges', human: false },
};

/**
 * @param state null where the import has no sheet yet.
 * @throws Refusal wrong-state when the decision cannot be made from there.
 */
export function requireSheetState(kind: SheetDecisionKind, state: SheetState | null): void {
  const { from } = sheetRules[kind];
  if (state !== null && from.includes(state)) return;
  const now = state === null ? 'There is no batch sheet yet' : `The batch sheet is ${state}`;
  throw new Refusal('wrong-state', `${now}: to ${kind} it, it must be ${from.join(' or ')}.`);
}
