import { unstorable } from '../../domain/text/unstorable-text';
import { FieldErrors, pointerTo } from './field-errors';

const maxLevels = 50;
/** Ten thousand rows can be named at once. */
const maxValues = 20_000;

/**
 * Every text, or member name, in a value that cannot be stored as it is; and whatever is nested too deeply or too
 * large.
 */
export function unstorableText(value: unknown, place = ''): FieldErrors {
  const errors = new FieldErrors();
  let values = 0;
  const look = (value: unknown, pointer: string, level: number): void => {
    if (typeof value === 'string') {
      if (unstorable.test(value))
        errors.add(pointer, 'Contains a character that cannot be stored (NUL, or half of a surrogate pair).');
      return;
    }
    if (typeof value !== 'object' || value === null || values > maxValues) return;
    if (level >= maxLevels) return errors.add(place, `Nested deeper than ${maxLevels} levels.`);
    const names = Object.keys(value);
    values += names.length;
    if (values > maxValues) return errors.add(place, `Contains more than ${maxValues} values.`);
    for (const name of names) {
      if (unstorable.test(name))
        errors.add(pointer, 'Has a name that contains a character that cannot be stored.');
      look((value as Record<string, unknown>)[name], pointerTo(pointer, name), level + 1);
    }
  };
  look(value, place, 0);
  return errors;
}
