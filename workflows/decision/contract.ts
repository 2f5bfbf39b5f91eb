/** How a person's decision reaches a workflow: written to the database first, then announced by its id. */
export interface DecideInput {
  decisionId: string;
}

/** The name of the message, an Update and a Signal. */
export const decideMessage = 'decide';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isDecisionId = (value: unknown): value is string =>
  typeof value === 'string' && uuid.test(value);

/** Parses a Signal's object; anything except the id of a decision gives null. */
export function readDecideInput(input: unknown): DecideInput | null {
  const { decisionId } = (typeof input === 'object' && input !== null ? input : {}) as Record<
    string,
    unknown
  >;
  return isDecisionId(decisionId) ? { decisionId } : null;
}

/**
 * For Update validators, which check the shape only, and synchronously: an asynchronous one would block the workflow
 * task.
 */
export function requireDecisionId(input: { decisionId: string }): void {
  if (!isDecisionId(input?.decisionId))
    throw new TypeError('decisionId: the id of a decision (UUID) is required');
}
