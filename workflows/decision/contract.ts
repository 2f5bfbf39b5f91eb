import type { DecisionResult } from '../../domain/decision';

/** How a person's decision reaches a workflow: written to the database first, then told by its id. */
export interface DecideInput {
  decisionId: string;
}

export type DecisionOutcome = DecisionResult;

/** For Update validators, which check shape only and synchronously: an asynchronous one would wedge the workflow task. */
export function requireDecisionId(input: { decisionId: string }): void {
  if (typeof input?.decisionId !== 'string' || input.decisionId === '')
    throw new TypeError('decisionId: the id of a decision, as text, is required');
}
