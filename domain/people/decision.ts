export type SheetDecision = 'complete' | 'approve' | 'reject' | 'reopen' | 'withdraw' | 'cancel';
export type SendDecision = 'link' | 'create' | 'give-up';
export type DecisionKind = SheetDecision | SendDecision;

/** What became of a decision; the first one wins, and it stays. */
export interface DecisionResult {
  result: 'applied' | 'refused';
  problem: string | null;
  detail: string | null;
  state: string;
  /** The field that is at fault, as a JSON pointer. */
  pointer?: string;
}

export interface DecisionRecord {
  id: string;
  kind: DecisionKind;
  importId: string | null;
  accountId: string | null;
  personId: string;
  details: Record<string, unknown>;
  state: 'pending' | 'applied' | 'refused';
  outcome: DecisionResult | null;
}
