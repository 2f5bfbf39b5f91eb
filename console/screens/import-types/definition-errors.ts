import { isProblem } from '../../api/client';
import { fieldError } from '../../ui/field';

/** What the API said about a part of a definition, such as `/dateFormat`. */
export const partError = (error: unknown, pointer: string): string | undefined =>
  fieldError(error, `/definition${pointer}`);

/** What it said about a part or anything within it, such as one of the names of a column. */
export function errorWithin(error: unknown, pointer: string): string | undefined {
  if (!isProblem(error)) return undefined;
  const whole = `/definition${pointer}`;
  return error.errors.find((one) => {
    const at = one.pointer.replace(/^#/, '');
    return at === whole || at.startsWith(`${whole}/`);
  })?.detail;
}
