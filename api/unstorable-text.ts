import type { FieldError } from '../domain/refusal';
import { unstorable } from '../domain/unstorable-text';

const mostLevels = 50;

/** JSON pointers to every text, or name of a member, in a value that cannot be kept as it is; and to what lies too deep. */
export function unstorableText(value: unknown, pointer = '', level = 0): FieldError[] {
  if (typeof value === 'string')
    return unstorable.test(value)
      ? [{ pointer: pointer || '/', detail: 'Holds a character that is no text (NUL or half a pair).' }]
      : [];
  if (typeof value !== 'object' || value === null) return [];
  if (level >= mostLevels) return [{ pointer: '/', detail: `Nested deeper than ${mostLevels} levels.` }];
  return Object.entries(value).flatMap(([name, member]) => [
    ...(unstorable.test(name) ? [{ pointer, detail: 'Has a name that is no text.' }] : []),
    ...unstorableText(member, `${pointer}/${name}`, level + 1),
  ]);
}
