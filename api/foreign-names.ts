import { locationsFor, type Person } from '../domain/roles';
import { namesOfOtherLocations } from '../prisma/repositories/sites';
import type { ApiDependencies } from './dependencies';

/** Takes names of Locations that a person may not see out of a sentence. */
export type WithoutForeignNames = (text: string) => string;

export async function withoutForeignNames(
  { database }: ApiDependencies,
  person: Person,
): Promise<WithoutForeignNames> {
  const mine = locationsFor(person, 'read');
  if (mine === 'all') return (text) => text;
  const names = await namesOfOtherLocations((sql, values) => database.query(sql, values), mine);
  // The longest first: one name may be part of another.
  names.sort((one, other) => other.length - one.length);
  return (text) => names.reduce((told, name) => told.replaceAll(name, 'another location'), text);
}
