import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import type { Credential } from '../../../domain/people/credential';
import { type LiveHints, startLiveHints } from '../../../api/hints/live-hints';
import { type Database, openDatabase } from '../../../prisma/client/database';
import { registerPerson } from '../../../prisma/repositories/people/persons';
import { createTestDatabase, type TestDatabase } from '../../setup/database';

let made: TestDatabase;
let database: Database;
let hints: LiveHints;
let personId: string;
beforeAll(async () => {
  made = await createTestDatabase();
  database = openDatabase(made.url);
  hints = startLiveHints(database, { idleMs: 60_000, maxMs: 600_000 });
  personId = await registerPerson(database.pool, {
    name: 'Vera',
    kind: 'human',
    roles: ['viewer'],
    key: 'x',
  });
});
afterAll(async () => {
  await hints.stop();
  await database.close();
  await made.close();
});

async function session(usedSecondsAgo = 0): Promise<Credential> {
  const [row] = await database.query<{ id: string }>(
    `INSERT INTO session (person_id, token_sha256, signed_in_at, last_used_at)
     VALUES ($1, $2, now(), now() - $3 * interval '1 s') RETURNING id`,
    [personId, randomUUID(), usedSecondsAgo],
  );
  return { kind: 'session', sessionId: row?.id as string, signedInAt: new Date(), provedAt: null };
}

/** @returns what was sent, and the milliseconds after which the stream ended. */
async function follow(credential: Credential) {
  const out = new PassThrough();
  let text = '';
  out.setEncoding('utf8').on('data', (part: string) => void (text += part));
  const began = Date.now();
  await hints.stream({ personId, credential, lastToken: undefined, out });
  return { text, after: Date.now() - began };
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 300));

it('ends with the session, when that is ended', async () => {
  const credential = await session();
  const following = follow(credential);
  await soon();
  expect(hints.count()).toBe(1);
  await database.query('UPDATE session SET ended_at = now() WHERE person_id = $1', [personId]);
  const { text, after } = await following;
  expect(text).toContain('event: listening');
  expect(after).toBeLessThan(5_000);
  expect(hints.count()).toBe(0);
});

it('ends with a session that nobody uses, and does not keep it alive', async () => {
  const { text, after } = await follow(await session(57));
  expect(text).toContain('event: listening');
  expect(after).toBeGreaterThan(2_000);
  expect(after).toBeLessThan(8_000);
});

it('does not begin for a session that has ended, a key that is not there, or nobody', async () => {
  expect((await follow(await session(61))).text).toBe('');
  expect((await follow({ kind: 'key', keyId: randomUUID() })).text).toBe('');
});

it('goes on while a session is used', async () => {
  const credential = (await session(57)) as Extract<Credential, { kind: 'session' }>;
  const following = follow(credential);
  await soon();
  await database.query('UPDATE session SET last_used_at = now() WHERE id = $1', [credential.sessionId]);
  const first = await Promise.race([
    following,
    new Promise((resolve) => setTimeout(resolve, 6_000, 'goes on')),
  ]);
  expect(first).toBe('goes on');
  await database.query('DELETE FROM session WHERE id = $1', [credential.sessionId]);
  expect((await following).after).toBeGreaterThan(6_000);
});
