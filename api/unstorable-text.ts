import type { FieldError } from '../domain/refusal';
import { unstorable } from '../domain/unstorable-text';

/** JSON pointers to every text, or name of a member, in a value that cannot be kept as it is. */
export function unstorableText(value: unknown, pointer = ''): FieldError[] {
  if (typeof value === 'string')
    return unstorable.test(value)
      ? [{ pointer: pointer || '/', detail: 'Holds a character that is no text (NUL or half a pair).' }]
      : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    ...(unstorable.test(name) ? [{ pointer, detail: 'Has a name that is no text.' }] : []),
    ...unstorableText(member, `${pointer}/${name}`),
  ]);
}
