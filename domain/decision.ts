export const sheetDecisions = ['complete', 'approve', 'reject', 'reopen', 'withdraw', 'cancel'] as const;
export const sendDecisions = ['link', 'create', 'give-up'] as const;
export type SheetDecision = (typeof sheetDecisions)[number];
export type SendDecision = (typeof sendDecisions)[number];
export type DecisionKind = SheetDecision | SendDecision;

/** What became of a decision; the first one wins, and it stays. */
export interface DecisionResult {
  result: 'applied' | 'refused';
  problem: string | null;
  detail: string | null;
  state: string;
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
