import type { Person } from '../../../domain/people/roles';
import type { Warning } from '../../../domain/imports/warnings';
import { withoutForeignNames } from './foreign-names';

/** What a person should look at, without the names of Locations that they may not see. @param kept Of before: sentences alone. */
export function warningsView(kept: unknown, person: Person): Warning[] {
  const told = withoutForeignNames(person);
  return (kept as (Warning | string)[]).map((one) => {
    const warning: Warning =
      typeof one === 'string' ? { code: 'codes-of-another-location', message: one, numbers: {} } : one;
    return { ...warning, message: told(warning.message) };
  });
}
