import type { Problem } from '../refusal';
import type { Leftovers } from '../sheets/leftovers';

/** What a person decides about the sheet of an import, or about an import that has none yet (cancel). */
export type SheetDecision = {
  /** Of the sheet, as the person has seen it; absent or null where they did not say. */
  seenVersion?: number | null;
} & (
  | { kind: 'complete'; acknowledge?: Leftovers | null }
  | { kind: 'approve'; digest?: string | null }
  | { kind: 'reject' | 'reopen' | 'withdraw' | 'cancel'; reason?: string | null }
);
export type SheetDecisionKind = SheetDecision['kind'];

/** What a person decides about what the look-up of an Account found. */
export type SendDecision =
  | { kind: 'link'; clientId: string; reason: string }
  | { kind: 'create' | 'give-up'; clientId?: string; reason: string };
export type SendDecisionKind = SendDecision['kind'];

/** A decision and what it is about. */
export type Decision =
  | ({ about: 'import'; importId: string } & SheetDecision)
  | ({ about: 'send'; accountId: string } & SendDecision);

/** What a decision holds beside what it is about: as it is kept, and as the audit tells it. */
export function detailsOf(decision: Decision): Record<string, unknown> {
  const {
    about: _about,
    kind: _kind,
    importId: _importId,
    accountId: _accountId,
    ...details
  } = {
    importId: null,
    accountId: null,
    ...decision,
  };
  return details;
}

/** What became of a decision; the first one wins, and it stays. */
export interface DecisionResult {
  result: 'applied' | 'refused';
  problem: Problem | null;
  detail: string | null;
  state: string;
  /** The field that is at fault, as a JSON pointer. */
  pointer?: string;
}

export interface DecisionRecord {
  id: string;
  personId: string;
  state: 'pending' | 'applied' | 'refused';
  outcome: DecisionResult | null;
  decision: Decision;
}
