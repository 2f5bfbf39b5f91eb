import { randomBytes } from 'node:crypto';
import { registerPerson } from '../../prisma/repositories/people/persons';
import type { Role } from '../../domain/people/roles';
import type { Database } from '../../prisma/client/database';
import { anyVersion, askApi, type ReplyAt } from './api-client';
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

export interface TestPerson {
  id: string;
  name: string;
  key: string;
  call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<ReplyAt<string, string>>;
}

/** A person with these roles at all Locations, and with a key. */
export async function personWith(
  system: System,
  name: string,
  roles: Role[],
  kind: 'human' | 'machine' = 'human',
): Promise<TestPerson> {
  const key = randomBytes(16).toString('hex');
  const id = await registerPerson(system.database.pool, { name, kind, roles, key });
  return { id, name, key, call: callWith(system.api, key) };
}

/** Calls an API with a key; an edit without If-Match applies to any version. */
export const callWith =
  (api: string, key: string): TestPerson['call'] =>
  (method, path, body, headers) =>
    askApi(api, method, path, body, {
      authorization: `Bearer ${key}`,
      ...anyVersion(method),
      ...headers,
    });

/** The same person, at another API. */
export const at = (api: string, person: TestPerson): TestPerson => ({
  ...person,
  call: callWith(api, person.key),
});

/** Gives a person these roles at one Location. */
export const grantAt = (database: Database, personId: string, roles: Role[], locationId: string) =>
  database.query(
    'INSERT INTO person_grant (person_id, role, location_id) SELECT $1, unnest($2::text[]), $3',
    [personId, roles, locationId],
  );
