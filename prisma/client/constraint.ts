import type { Refusal } from '../../domain/refusal';

interface DatabaseError {
  code?: string;
  constraint?: string;
}

/** Name of the constraint that refused a write, or null for any other error. */
export function constraintOf(error: unknown): string | null {
  const { code, constraint } = (error ?? {}) as DatabaseError;
  return typeof code === 'string' && code.startsWith('23') ? (constraint ?? null) : null;
}

/**
 * Turns a constraint violation into a refusal that its sender understands.
 * @param refusals By constraint name; an error of any other constraint, or of none, is rethrown unchanged.
 */
export const refusedBy =
  (refusals: Record<string, () => Refusal>) =>
  (error: unknown): never => {
    const refusal = refusals[constraintOf(error) ?? ''];
    throw refusal ? refusal() : error;
  };
