import { startSystem } from '../../setup/own-system';
import { personWith, type TestPerson } from '../../setup/persons';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let ada: TestPerson;
let bea: TestPerson;
let olga: TestPerson;
beforeAll(async () => {
  system = await startSystem({ worker: false });
  ada = await personWith(system, 'Ada Admin', ['admin']);
  bea = await personWith(system, 'Bea Admin', ['admin']);
});
beforeEach(async () => {
  olga = await personWith(system, `Olga ${Math.random()}`, ['ops']);
});
afterAll(() => system.stop());

const approver = { role: 'approver', locationId: null };
const rolesOf = async ({ call }: TestPerson) => (await call('GET', '/v1/me')).body.roles as string[];

/** Asks for the role of an approver. @returns the id of what waits. */
async function askFor(person: TestPerson, by: TestPerson): Promise<string> {
  const asked = await by.call('POST', `/v1/persons/${person.id}/grants`, approver);
  expect(asked).toMatchObject({
    status: 202,
    body: { grant: null, change: { kind: 'grant', grant: approver } },
  });
  expect(asked.headers.get('location')).toBe('/v1/persons/changes');
  return asked.body.change.id as string;
}

const confirm = (change: string, by: TestPerson) => by.call('POST', `/v1/persons/changes/${change}/confirm`);
const withdraw = (change: string, by: TestPerson) =>
  by.call('POST', `/v1/persons/changes/${change}/withdraw`);
const waiting = async (by = ada) =>
  (await by.call('GET', '/v1/persons/changes')).body.items as { id: string }[];

it('makes an approver only when a second admin confirms it', async () => {
  const change = await askFor(olga, ada);
  expect(await rolesOf(olga)).toEqual(['ops']);
  const own = await confirm(change, ada);
  expect(own).toMatchObject({ status: 403, problem: { type: '/problems/own-work' } });
  expect(await rolesOf(olga)).toEqual(['ops']);
  const done = await confirm(change, bea);
  expect(done).toMatchObject({ status: 200, body: { id: olga.id, pendingChanges: [] } });
  expect(await rolesOf(olga)).toEqual(['ops', 'approver']);
  expect((await confirm(change, bea)).problem.type).toBe('/problems/wrong-state');
  const audited = await system.database.query(
    `SELECT action, person_id AS by, detail FROM audit_event
     WHERE subject = $1 AND action LIKE 'person.change%' ORDER BY id`,
    [`person:${olga.id}`],
  );
  const detail = { changeId: change, kind: 'grant', ...approver };
  expect(audited).toEqual([
    { action: 'person.change-asked', by: ada.id, detail },
    { action: 'person.change-confirmed', by: bea.id, detail },
  ]);
});

it('keeps names and addresses out of the audit trail, which nobody can erase', async () => {
  const names = ['Henrietta Vane', 'Henrietta Ashe'];
  const addresses = ['h.vane@example.org', 'h.ashe@example.org'];
  const made = await ada.call('POST', '/v1/persons', { name: names[0], kind: 'human', email: addresses[0] });
  const id = made.body.id as string;
  await confirm(made.body.pendingChanges[0].id as string, bea);
  for (const edit of [{ name: names[1] }, { email: addresses[1] }, { email: null }])
    expect((await ada.call('PATCH', `/v1/persons/${id}`, edit, { 'if-match': '*' })).status).toBe(200);
  const events = await system.database.query<{ action: string }>(
    'SELECT action, detail, before, after FROM audit_event WHERE subject = $1 ORDER BY id',
    [`person:${id}`],
  );
  expect(events.map(({ action }) => action)).toEqual([
    ...['person.added', 'person.change-asked', 'person.change-confirmed'],
    ...['person.renamed', 'person.change-asked', 'person.email-removed'],
  ]);
  for (const secret of [...names, ...addresses]) expect(JSON.stringify(events)).not.toContain(secret);
});

it('tells each admin what they may do with what waits', async () => {
  const change = await askFor(bea, ada);
  const seenBy = async (by: TestPerson) => (await waiting(by)).find(({ id }) => id === change);
  expect(await seenBy(ada)).toMatchObject({
    actions: ['withdraw'],
    blocked: [{ action: 'confirm', reason: 'You asked for this: another admin has to confirm it.' }],
  });
  expect(await seenBy(bea)).toMatchObject({
    blocked: [{ action: 'confirm', reason: 'This is about yourself: another admin has to confirm it.' }],
  });
  expect((await confirm(change, bea)).problem.type).toBe('/problems/own-work');
  const cleo = await personWith(system, 'Cleo Admin', ['admin']);
  expect(await seenBy(cleo)).toMatchObject({ actions: ['confirm', 'withdraw'], blocked: [] });
  expect(await rolesOf(bea)).toEqual(['admin']);
  expect((await confirm(change, cleo)).status).toBe(200);
});

it('does not let two requests make one confirmation', async () => {
  // Asked by the other as well, it is the same request and not its confirmation.
  const change = await askFor(olga, ada);
  expect(await askFor(olga, bea)).toBe(change);
  expect(await rolesOf(olga)).toEqual(['ops']);
  expect((await confirm(change, ada)).status).toBe(403);
  const many = await Promise.all([1, 2, 3, 4].map(() => confirm(change, bea)));
  expect(many.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  const grants = await system.database.query(
    `SELECT FROM person_grant WHERE person_id = $1 AND role = 'approver'`,
    [olga.id],
  );
  expect(grants).toHaveLength(1);
});

it('leaves nothing of what was withdrawn or has expired', async () => {
  const withdrawn = await askFor(olga, ada);
  const both = await Promise.all([confirm(withdrawn, bea), withdraw(withdrawn, ada)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const other = await personWith(system, 'Otto', []);
  const expired = await askFor(other, ada);
  await system.database.query(
    `UPDATE pending_change SET expires_at = now() - interval '1 second' WHERE id = $1`,
    [expired],
  );
  expect((await waiting()).map(({ id }) => id)).not.toContain(expired);
  expect((await confirm(expired, bea)).problem.type).toBe('/problems/wrong-state');
  expect(await rolesOf(other)).toEqual([]);
  expect(await askFor(other, ada)).not.toBe(expired);
});

it('waits seven days', async () => {
  const change = await askFor(olga, ada);
  const found = (await waiting()).find(({ id }) => id === change) as unknown as Record<string, string>;
  const days = (Date.parse(found.expiresAt as string) - Date.parse(found.askedAt as string)) / 86_400_000;
  expect(days).toBeCloseTo(7);
});

it('lets no machine ask or confirm, which would be the hand of whoever has its key', async () => {
  const machine = await personWith(system, 'Machine admin', ['admin'], 'machine');
  const asked = await machine.call('POST', `/v1/persons/${olga.id}/grants`, approver);
  expect(asked).toMatchObject({ status: 403, problem: { type: '/problems/forbidden' } });
  const email = await machine.call('PATCH', `/v1/persons/${olga.id}`, { email: 'olga.m@example.org' });
  expect(email.status).toBe(403);
  const change = await askFor(olga, ada);
  expect(await confirm(change, machine)).toMatchObject({
    status: 403,
    problem: { type: '/problems/forbidden' },
  });
  expect(await rolesOf(olga)).toEqual(['ops']);
  const toMachine = await ada.call('POST', `/v1/persons/${machine.id}/grants`, approver);
  expect(toMachine).toMatchObject({ status: 422, problem: { errors: [{ pointer: '/role' }] } });
});

it('holds in the database, whatever the application does', async () => {
  const change = await askFor(olga, ada);
  const end = (by: string) =>
    system.database.query('UPDATE pending_change SET confirmed_by = $2, confirmed_at = now() WHERE id = $1', [
      change,
      by,
    ]);
  await expect(end(ada.id)).rejects.toThrow('pending_change_four_eyes');
  await expect(end(olga.id)).rejects.toThrow('pending_change_four_eyes');
  const rewrite = () =>
    system.database.query('UPDATE pending_change SET asked_by = $2 WHERE id = $1', [change, olga.id]);
  await expect(rewrite()).rejects.toThrow('stay as they are');
  await end(bea.id);
  await expect(end(bea.id)).rejects.toThrow('stay as they are');
  await expect(system.database.query('DELETE FROM pending_change')).rejects.toThrow('stay as they are');
});

it('links an e-mail address only when a second admin confirms it; the last one asked for', async () => {
  const path = `/v1/persons/${olga.id}`;
  const emailOf = async () => (await ada.call('GET', path)).body.email as string | null;
  const name = `olga.${olga.id}`;
  await ada.call('PATCH', path, { email: `${name}@evil.example` });
  const asked = await ada.call('PATCH', path, { email: `${name.toUpperCase()}@Example.ORG` });
  const email = `${name}@example.org`;
  expect(asked).toMatchObject({
    status: 200,
    body: { email: null, pendingChanges: [{ kind: 'email', email }] },
  });
  expect(asked.body.pendingChanges).toHaveLength(1);
  const change = asked.body.pendingChanges[0].id as string;
  expect((await confirm(change, ada)).problem.type).toBe('/problems/own-work');
  expect(await emailOf()).toBeNull();
  expect((await confirm(change, bea)).body.email).toBe(email);

  const taken = await ada.call('POST', '/v1/persons', { name: 'Same address', kind: 'human', email });
  expect(taken).toMatchObject({ status: 409, problem: { type: '/problems/email-taken' } });
  expect((await ada.call('PATCH', path, { email: null })).body.email).toBeNull();
  const made = await ada.call('POST', '/v1/persons', { name: 'Same address', kind: 'human', email });
  expect(made).toMatchObject({ status: 201, body: { email: null, pendingChanges: [{ email }] } });
});

it('lets nobody in by the old way once a new address is confirmed, and the old way stays until then', async () => {
  const link = (subject: string) =>
    system.database.query(
      `INSERT INTO person_identity (person_id, issuer, subject) VALUES ($1, 'https://id.example.org', $2)`,
      [olga.id, subject],
    );
  await link('old');
  await system.database.query(
    `INSERT INTO session (person_id, token_sha256, signed_in_at) VALUES ($1, $2, now())`,
    [olga.id, olga.id],
  );
  const waysIn = async () => {
    const [found] = await system.database.query(
      `SELECT (SELECT count(*)::int FROM person_identity WHERE person_id = $1) AS links,
         (SELECT count(*)::int FROM session WHERE person_id = $1 AND ended_at IS NULL) AS sessions`,
      [olga.id],
    );
    return found;
  };
  const asked = await ada.call('PATCH', `/v1/persons/${olga.id}`, { email: `new.${olga.id}@example.org` });
  expect(await waysIn()).toEqual({ links: 1, sessions: 1 });
  await confirm(asked.body.pendingChanges[0].id as string, bea);
  expect(await waysIn()).toEqual({ links: 0, sessions: 0 });
  await link('new');
});

it('gives an address to one of two who were promised it', async () => {
  const email = 'shared@example.org';
  const changes: string[] = [];
  for (const person of [olga, await personWith(system, 'Olga the second', [])]) {
    const { body } = await ada.call('PATCH', `/v1/persons/${person.id}`, { email });
    changes.push(body.pendingChanges[0].id as string);
  }
  const done = await Promise.all(changes.map((change) => confirm(change, bea)));
  expect(done.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(done.find(({ status }) => status === 409)?.problem.type).toBe('/problems/email-taken');
});

it('brings an approver back only when a second admin confirms it', async () => {
  await confirm(await askFor(olga, ada), bea);
  const path = `/v1/persons/${olga.id}`;
  const gone = await ada.call('PATCH', path, { deactivated: true });
  expect(gone.body.deactivatedAt).not.toBeNull();
  const asked = await ada.call('PATCH', path, { deactivated: false });
  expect(asked.body).toMatchObject({ pendingChanges: [{ kind: 'reactivation' }] });
  expect(asked.body.deactivatedAt).not.toBeNull();
  const change = asked.body.pendingChanges[0].id as string;
  expect((await confirm(change, ada)).status).toBe(403);
  expect((await confirm(change, bea)).body).toMatchObject({ deactivatedAt: null });
});
