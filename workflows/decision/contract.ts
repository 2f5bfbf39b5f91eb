/** How a person's decision reaches a workflow: written to the database first, then told by its id. */
export interface DecideInput {
  decisionId: string;
}

/** What became of a decision. A refusal names its problem, as `domain/refusal` lists them. */
export interface DecisionOutcome {
  result: 'applied' | 'refused';
  problem: string | null;
  detail: string | null;
  /** State of the send, or status of the import, afterwards. */
  state: string;
}

/** For Update validators, which check shape only and synchronously: an asynchronous one would wedge the workflow task. */
export function requireDecisionId(input: { decisionId: string }): void {
  if (typeof input?.decisionId !== 'string' || input.decisionId === '')
    throw new TypeError('decisionId: the id of a decision, as text, is required');
}
