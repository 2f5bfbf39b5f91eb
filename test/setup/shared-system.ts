import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { projectRoot } from '../../config/project-root';
import { readSeed } from '../../dev/launcher/seed/seed-files';
import { type Database, openDatabase } from '../../prisma/client/database';
import { registerPerson } from '../../prisma/repositories/people/persons';
import { ask, callAs, type Who } from './api-client';
import { grantAt } from './persons';
import type { System } from './system';

/** Where the run's shared system is, as its global setup tells it to the test files. */
export interface SharedSystemAddress {
  api: string;
  databaseUrl: string;
  sandbox: { url: string; controlUrl: string };
  files: string;
  env: Record<string, string>;
}

interface FilePerson {
  id: string;
  who: Who;
  roles: ReturnType<typeof readSeed>['persons'][number]['roles'];
}

/**
 * The run's shared system as one test file has it: Locations of its own, and persons who may act and see there only.
 * Locks, claims
 * and lists are by Location, so files do not disturb each other; what all have in common (the worker, Connect's
 * faults, counters
 * of the whole system) no test of this tier touches.
 */
export async function sharedSystem(): Promise<System> {
  const address = JSON.parse(process.env.TEST_SHARED_SYSTEM ?? 'null') as SharedSystemAddress | null;
  if (!address) throw new Error('No shared system runs: test/setup/shared-setup.ts starts it.');
  const { api, databaseUrl, sandbox, files, env } = address;
  const mark = randomBytes(3).toString('hex').toUpperCase();
  const database = openDatabase(databaseUrl);
  const control = (method: string, at: string, body?: unknown) => ask(sandbox.controlUrl, method, at, body);
  const { keys, persons } = await makePersons(database, mark);
  const seed = readSeed(projectRoot()).locations;
  const placeOf = (sample: string) => {
    const found = seed.find(({ name }) => name === sample);
    if (!found) throw new Error(`the samples have no Location ${sample}`);
    return { name: `${sample} ${mark}`, siteId: `${found.connectSiteId}-${mark}` };
  };
  const addLocation = (location: Record<string, unknown> & { name: string }) =>
    makeLocation(database, persons, location);
  const locations: Record<string, string> = {};
  for (const sample of seed) {
    const { name, siteId } = placeOf(sample.name);
    locations[sample.name] = await addLocation({ ...sample, name, connectSiteId: siteId });
    await control('PUT', `/sites/${siteId}`, { name, timeZone: sample.timeZone });
  }
  const connection = Connection.lazy({ address: env.TEMPORAL_ADDRESS as string });
  return {
    api,
    database,
    databaseUrl,
    env,
    sandbox,
    keys,
    locations,
    placeOf,
    personOf: (sample) => `${sample} ${mark}`,
    addLocation,
    mark,
    files,
    temporal: new Client({ connection }),
    call: callAs(api, keys),
    control,
    async stop() {
      await connection.close();
      await database.close();
    },
  };
}

/**
 * The persons of the samples, with keys and names of their own; the admin everywhere, since a catalogue belongs to no
 * Location.
 */
async function makePersons(database: Database, mark: string) {
  const keys: Partial<Record<Who, string>> = {};
  const persons: FilePerson[] = [];
  for (const { key: who, name, roles } of readSeed(projectRoot()).persons) {
    const key = randomBytes(16).toString('hex');
    const everywhere = who === 'admin' ? roles : [];
    const person = { name: `${name} ${mark}`, kind: 'human' as const, roles: everywhere, key };
    const id = await registerPerson(database.pool, person);
    keys[who] = key;
    if (who !== 'admin') persons.push({ id, who, roles });
  }
  return { keys: keys as Record<Who, string>, persons };
}

async function makeLocation(
  database: Database,
  persons: FilePerson[],
  location: Record<string, unknown> & { name: string },
): Promise<string> {
  const { id } = await database.prisma.location.create({ data: location as never });
  for (const person of persons) await grantAt(database, person.id, person.roles, id);
  return id;
}
