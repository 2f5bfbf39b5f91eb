import { type z } from 'zod';
import { type Answer } from './answer';
import { isDataError, isUnavailable } from './database-faults';

/** An answer of the contract that is not a success: `{ code, message, field? }`. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly field?: string,
    readonly headers?: Record<string, string>,
  ) {
    super(message);
  }
}

/**
 * Validates a request against a schema.
 * @throws Refusal 400 `malformed`, naming the first wrong field.
 */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = [...(issue?.path ?? [])];
  if (issue?.code === 'unrecognized_keys') path.push(issue.keys[0] ?? '');
  const field = path.length > 0 ? path.join('.') : undefined;
  throw new Refusal(400, 'malformed', `${field ?? 'The request'}: ${issue?.message ?? 'not valid'}`, field);
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (isUnavailable(error))
    return new Refusal(503, 'unavailable', 'The database cannot be reached; try again');
  if (isDataError(error)) return new Refusal(400, 'malformed', 'A value cannot be stored');
  const { status } = (error ?? {}) as { status?: unknown };
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new Refusal(
      status,
      'malformed',
      error instanceof Error ? error.message : 'The request cannot be read',
    );
  console.error(error);
  return new Refusal(500, 'internal', 'Something went wrong in the sandbox; its log says what');
}

export function refusalAnswer(error: unknown): Answer {
  const { status, code, message, field, headers } = asRefusal(error);
  return {
    status,
    headers,
    body: { code, message, ...(field ? { field } : {}) },
    outcome: `refused: ${code}`,
  };
}
