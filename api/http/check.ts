import { z } from 'zod';
import { Refusal } from '../../domain/refusal';
import { fieldErrors } from './field-errors';
import { unstorableText } from './unstorable-text';

/** @throws Refusal invalid-request that names the wrong fields as JSON pointers. */
export function check<T>(schema: z.ZodType<T> | undefined, value: unknown, place = ''): T {
  if (!schema) return undefined as T;
  const unstorable = unstorableText(value, place);
  if (!unstorable.isEmpty) throw unstorable.toRefusal('The request contains text that cannot be stored.');
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw fieldErrors(read.error, place).toRefusal('The request does not match the schema.');
}

const uuid = z.uuid();

/** A malformed id in a path names nothing. @throws Refusal not-found */
export function checkIds(params: Record<string, string>): void {
  for (const id of Object.values(params))
    if (!uuid.safeParse(id).success) throw new Refusal('not-found', `Nothing has the id "${id}".`);
}
