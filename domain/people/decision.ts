import type { Problem } from '../refusal';
import type { Origin } from './origin';
import type { Leftovers } from '../sheets/leftovers';

/** What a person decides about the sheet of an import, or about an import that has no sheet yet (cancel). */
export type SheetDecision = {
  /** Version of the sheet that the person saw; absent or null if they did not say. */
  seenVersion?: number | null;
} & (
  | { kind: 'complete'; acknowledge?: Leftovers | null }
  | { kind: 'approve'; digest?: string | null }
  | { kind: 'reject' | 'reopen' | 'withdraw' | 'cancel'; reason?: string | null }
);
export type SheetDecisionKind = SheetDecision['kind'];

/** What a person decides about the result of an Account's look-up. */
export type SendDecision =
  | { kind: 'link'; clientId: string; reason: string }
  | { kind: 'create' | 'give-up'; clientId?: string; reason: string };
export type SendDecisionKind = SendDecision['kind'];

/** A decision and its subject. */
export type Decision =
  | ({ about: 'import'; importId: string } & SheetDecision)
  | ({ about: 'send'; accountId: string } & SendDecision);

/** The contents of a decision apart from its subject, as it is stored. */
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

/** The same as the audit trail keeps it: without the person's own words, which could name anybody. */
export function auditedDetailsOf(decision: Decision): Record<string, unknown> {
  const { reason: _reason, ...details } = { reason: null, ...detailsOf(decision) };
  return details;
}

/** The outcome of a decision; the first outcome wins and stays. */
export interface DecisionResult {
  result: 'applied' | 'refused';
  problem: Problem | null;
  detail: string | null;
  state: string;
  /** The wrong field, as a JSON pointer. */
  pointer?: string;
}

export interface DecisionRecord {
  id: string;
  personId: string;
  state: 'pending' | 'applied' | 'refused';
  outcome: DecisionResult | null;
  decision: Decision;
  /** From where the person decided. */
  origin: Origin;
}
