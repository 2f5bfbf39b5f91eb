import { randomBytes } from 'node:crypto';
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeCallLog } from '../../../dev/tools/make-call-log';
import type { Role } from '../../../domain/people/roles';
import { registerPerson, revokeKeys } from '../../../prisma/repositories/people/persons';
import { newAccount, sendState } from '../../setup/accounts';
import { type EventStream, openEvents } from '../../setup/event-stream';
import { approve, complete, importState, upload } from '../../setup/imports';
import { type ProcessSystem, startProcessSystem } from '../../setup/process-system';
import { ask } from '../../setup/system';

const folder = mkdtempSync(path.join(os.tmpdir(), 'call-log-'));
let system: ProcessSystem;
/** Another API process than the one that the tests ask. */
let other: string;
beforeAll(async () => {
  system = await startProcessSystem();
  other = (await system.startApi()).at;
  await system.workerProcess();
});
afterAll(async () => {
  await system?.stop();
  rmSync(folder, { recursive: true });
});

async function personAt(role: Role | null, place: string | null) {
  const [name, key] = [randomBytes(6).toString('hex'), randomBytes(16).toString('hex')];
  const roles = role && place === null ? [role] : [];
  const id = await registerPerson(system.database.pool, { name, kind: 'human', roles, key });
  if (role && place) await grant(id, role, place);
  return { id, name, key };
}

const grant = (id: string, role: Role, place: string) =>
  system.database.query('INSERT INTO person_grant (person_id, role, location_id) VALUES ($1, $2, $3)', [
    id,
    role,
    system.locations[place],
  ]);

/** Opened at the other process, and listening. */
async function listening(key: string): Promise<EventStream> {
  const stream = await openEvents(other, key);
  await stream.untilEvent('listening');
  return stream;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Counts what the database itself sends. */
async function countNotifications() {
  const listener = system.database.listener();
  const sent = jest.fn();
  await listener.connect();
  await listener.query('LISTEN hints');
  listener.on('notification', sent);
  return {
    async end() {
      await listener.query('SELECT');
      await listener.end();
      return sent.mock.calls.length;
    },
  };
}

const kindsOf = ({ events }: EventStream) => new Set(events.map(({ data }) => data.kind));

it('hints in one process at what was done in another, and in a worker', async () => {
  const stream = await listening(system.keys.viewer);
  const account = await newAccount(system, { sendToConnect: true });
  await stream.untilHint('account', account.id);
  await sendState(system, account.id, ['linked']);
  await stream.untilHint('send', account.id);
  await stream.untilHint('work', null);
  const { body } = await upload(system, {
    content: readFileSync('dev/samples/call-logger-london-2026-05.csv'),
  });
  const { batchSheetId } = await importState(system, body.id, ['in-review']);
  await stream.untilHint('import', body.id);
  await stream.untilHint('sheet', batchSheetId);
  await complete(system, batchSheetId);
  await approve(system, batchSheetId);
  await importState(system, body.id, ['posted']);
  await stream.untilHint('decision');
  expect(stream.text()).not.toMatch(/Hopfields|ACC-|London/);
  stream.close();
});

it('hints at no other Location than those at which one may read', async () => {
  const leeds = await personAt('viewer', 'Leeds Dock');
  const nobody = await personAt(null, null);
  const [atLeeds, nowhere] = [await listening(leeds.key), await listening(nobody.key)];
  const london = await newAccount(system, { locationId: system.locations['London Bridge'] });
  const { body } = await upload(system, { content: 'nothing to be read', who: 'ops' });
  await importState(system, body.id, ['failed']);
  const own = await newAccount(system, { locationId: system.locations['Leeds Dock'] });
  await atLeeds.untilHint('account', own.id);
  expect(atLeeds.text()).not.toContain(london.id);
  expect(kindsOf(atLeeds)).toEqual(new Set([undefined, 'account']));
  expect(nowhere.events.map(({ event }) => event)).toEqual(['listening']);
  atLeeds.close();
  nowhere.close();
});

it('hints at an Account that moves, where it was and where it is', async () => {
  const { key } = await personAt('viewer', 'London Bridge');
  const account = await newAccount(system, { locationId: system.locations['London Bridge'] });
  const stream = await listening(key);
  await system.database.query('UPDATE account SET location_id = $2 WHERE id = $1', [
    account.id,
    system.locations['Leeds Dock'],
  ]);
  await stream.untilHint('account', account.id);
  stream.close();
});

it('follows rights as they change', async () => {
  const person = await personAt('viewer', 'Leeds Dock');
  const stream = await listening(person.key);
  await grant(person.id, 'viewer', 'London Bridge');
  await stream.untilHint('person', person.id);
  await pause(3_000);
  const seen = await newAccount(system, { locationId: system.locations['London Bridge'] });
  await stream.untilHint('account', seen.id);
  await system.database.query('DELETE FROM person_grant WHERE person_id = $1 AND location_id = $2', [
    person.id,
    system.locations['London Bridge'],
  ]);
  await pause(3_000);
  const unseen = await newAccount(system, { locationId: system.locations['London Bridge'] });
  const own = await newAccount(system, { locationId: system.locations['Leeds Dock'] });
  await stream.untilHint('account', own.id);
  expect(stream.text()).not.toContain(unseen.id);
  stream.close();
});

it('ends the streams of a key that is revoked, and no others', async () => {
  const person = await personAt('viewer', null);
  const [own, others] = [await listening(person.key), await listening(system.keys.viewer)];
  const began = Date.now();
  await revokeKeys(system.database.pool, person.name);
  await Promise.race([own.ended, pause(8_000)]);
  expect(Date.now() - began).toBeLessThan(5_000);
  await expect(openEvents(other, person.key)).rejects.toThrow('401');
  const account = await newAccount(system);
  await others.untilHint('account', account.id);
  others.close();
});

it('says in a few hints that a hundred thousand rows are read', async () => {
  const file = path.join(folder, 'calls.csv');
  await writeCallLog(file, { rows: 100_000, seed: 4 });
  const stream = await listening(system.keys.viewer);
  const notifications = await countNotifications();
  const began = Date.now();
  const { body } = await upload(system, { content: readFileSync(file) });
  await importState(system, body.id, ['in-review']);
  const seconds = (Date.now() - began) / 1_000;
  await stream.untilHint('import', body.id);
  await pause(1_500);
  expect(await notifications.end()).toBeLessThan(60);
  expect(stream.events.length).toBeLessThan(40 + 4 * seconds);
  stream.close();
});

it('says once that very many things have changed', async () => {
  const stream = await listening(system.keys.viewer);
  const notifications = await countNotifications();
  await system.database.query(
    `INSERT INTO account (accounts_id, name, type, location_id)
     SELECT 'MANY-' || n, 'x', 'Virtual', $1 FROM generate_series(1, 5000) n`,
    [system.locations['Leeds Dock']],
  );
  await stream.untilHint('account', null);
  expect(await notifications.end()).toBe(1);
  stream.close();
});

it('goes on where a client left off, and says so where it cannot', async () => {
  const first = await listening(system.keys.viewer);
  const one = await newAccount(system);
  const { id } = await first.untilHint('account', one.id);
  first.close();
  const two = await newAccount(system);
  await pause(500);
  const again = await openEvents(other, system.keys.viewer, { 'last-event-id': id as string });
  await again.untilHint('account', two.id);
  expect(again.events.map(({ event }) => event)).not.toContain('look-again');
  expect(again.text()).not.toContain(one.id);
  again.close();
  // Another process knows nothing of it.
  const elsewhere = await openEvents(system.api, system.keys.viewer, { 'last-event-id': id as string });
  await elsewhere.untilEvent('look-again');
  elsewhere.close();
});

it('hints first at what has changed since a client read what it shows, or has it look again', async () => {
  const leeds = await personAt('viewer', 'Leeds Dock');
  const before = await listening(leeds.key);
  const madeFrom = performance.now();
  const account = await newAccount(system, { locationId: system.locations['Leeds Dock'] });
  const elsewhere = await newAccount(system, { locationId: system.locations['London Bridge'] });
  await before.untilHint('account', account.id);
  before.close();
  // No further than needed: the process may be young.
  const sinceMade = Math.ceil(performance.now() - madeFrom) + 500;
  const [seen, unseen, tooOld] = await Promise.all(
    [`?lookBackMs=${sinceMade}`, '?lookBackMs=0', '?lookBackMs=600000'].map((query) =>
      openEvents(other, leeds.key, {}, query),
    ),
  );
  if (!seen || !unseen || !tooOld) throw new Error('not all were opened');
  await seen.untilHint('account', account.id);
  expect(seen.events[0]?.event).toBe('listening');
  expect(seen.text()).not.toContain(elsewhere.id);
  // Since before this process began.
  expect((await tooOld.untilEvent('look-again')).id).toBeDefined();
  const later = await newAccount(system, { locationId: system.locations['Leeds Dock'] });
  await unseen.untilHint('account', later.id);
  expect(unseen.text()).not.toContain(account.id);
  [seen, unseen, tooOld].forEach((stream) => stream.close());
});

it('has everybody look again once it listens to the database again', async () => {
  const stream = await listening(system.keys.viewer);
  await system.database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  await stream.untilEvent('look-again');
  const account = await newAccount(system);
  await stream.untilHint('account', account.id);
  stream.close();
});

it('lets a person have ten streams', async () => {
  const { key } = await personAt('viewer', null);
  const streams = await Promise.all(Array.from({ length: 10 }, () => listening(key)));
  await expect(openEvents(other, key)).rejects.toThrow(/429 5 .*too-many-requests/);
  streams[0]?.close();
  await streams[0]?.ended;
  await pause(200);
  const next = await listening(key);
  for (const stream of [...streams, next]) stream.close();
});

it('answers HEAD without a stream, and stores nothing on the way', async () => {
  const head = await fetch(`${other}/v1/events`, {
    method: 'HEAD',
    headers: { authorization: `Bearer ${system.keys.viewer}` },
  });
  expect(head.status).toBe(200);
  expect(Object.fromEntries(head.headers)).toMatchObject({
    'content-type': expect.stringContaining('text/event-stream') as string,
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  expect((await ask(other, 'GET', '/v1/events')).status).toBe(401);
});

it('ends streams when the process stops, and says when to come back', async () => {
  const { program, at } = await system.startApi();
  const stream = await openEvents(at, system.keys.viewer);
  await stream.untilEvent('listening');
  const began = Date.now();
  program.signal('SIGTERM');
  await stream.ended;
  expect(await program.ended).toEqual({ code: 0, signal: null });
  expect(Date.now() - began).toBeLessThan(5_000);
  const [, ...waits] = stream.text().match(/^retry: (\d+)$/gm) ?? [];
  expect(Number(waits[0]?.slice(7))).toBeGreaterThanOrEqual(1_000);
});
