import { randomBytes } from 'node:crypto';
import { registerPerson } from '../../prisma/repositories/people/persons';
import type { Role } from '../../domain/people/roles';
import type { Database } from '../../prisma/client/database';
import type { System } from './system';

/** A person with these roles at one Location only. @returns how they call the API. */
export async function personAt(system: System, location: string, roles: Role[]) {
  const key = randomBytes(16).toString('hex');
  const name = `${roles.join(' and ')} of ${location} ${key.slice(0, 4)}`;
  const person = await registerPerson(system.database.pool, { name, kind: 'human', roles: [], key });
  await grantAt(system.database, person, roles, system.locations[location] as string);
  return (method: string, path: string, body?: unknown) =>
    system.call('viewer', method, path, body, { authorization: `Bearer ${key}` });
}

/** Gives a person these roles at one Location. */
export const grantAt = (database: Database, personId: string, roles: Role[], locationId: string) =>
  database.query(
    'INSERT INTO person_grant (person_id, role, location_id) SELECT $1, unnest($2::text[]), $3',
    [personId, roles, locationId],
  );
