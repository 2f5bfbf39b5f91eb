import { locationsFor, type Person } from '../../../domain/people/roles';

const reads = (person: Person): boolean => locationsFor(person, 'read') === 'all';

/** Where the code of a row belongs: named only to who may see every Location, since it may have been renamed since. */
export const placeOfCode = (person: Person, detail: string | null): string | null =>
  detail === null || reads(person) ? detail : 'another location';

/** A warning without the names of Locations that a person may not see. */
export const withoutForeignNames =
  (person: Person) =>
  (warning: string): string =>
    reads(person) ? warning : warning.replace(/ carry codes of .*$/s, ' carry codes of other locations');
