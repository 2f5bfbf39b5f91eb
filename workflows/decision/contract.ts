/** How a person's decision reaches a workflow: written to the database first, then told by its id. */
export interface DecideInput {
  decisionId: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isDecisionId = (value: unknown): value is string =>
  typeof value === 'string' && uuid.test(value);

/** For Update validators, which check shape only and synchronously: an asynchronous one would wedge the workflow task. */
export function requireDecisionId(input: { decisionId: string }): void {
  if (!isDecisionId(input?.decisionId))
    throw new TypeError('decisionId: the id of a decision (UUID) is required');
}
