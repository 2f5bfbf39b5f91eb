import { findPersonByKey, registerPerson, revokeKeys } from '../../../prisma/repositories/people/persons';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ worker: false });
});
afterAll(() => system.stop());

const register = (kind: 'human' | 'machine', key: string) =>
  registerPerson(system.database.pool, { name: 'Prometheus', kind, roles: ['viewer'], key });

it('writes down a person who is registered, and each new key, once', async () => {
  const id = await register('machine', 'one');
  await register('machine', 'one');
  await register('machine', 'two');
  const written = await system.database.query<{ detail: unknown }>(
    `SELECT detail FROM audit_event WHERE action = 'person.registered' AND subject = $1 ORDER BY id`,
    [`person:${id}`],
  );
  expect(written.map(({ detail }) => detail)).toEqual([
    { roles: ['viewer'], newKey: true, newEmail: false },
    { roles: ['viewer'], newKey: true, newEmail: false },
  ]);
});

it('makes no human of a machine, who could then approve', async () => {
  await expect(register('human', 'three')).rejects.toThrow('Prometheus is there already and is no human');
  expect(await findPersonByKey(system.database, 'three')).toBeNull();
  expect(await findPersonByKey(system.database, 'two')).toMatchObject({
    person: { kind: 'machine' },
    credential: { kind: 'key' },
  });
});

it('takes all keys of a person back, and writes it down', async () => {
  const { pool } = system.database;
  const roles = ['viewer' as const];
  const leaked = ['leaked-one', 'leaked-two'];
  for (const key of leaked) await registerPerson(pool, { name: 'Lotte', kind: 'human', roles, key });
  await registerPerson(pool, { name: 'Otto', kind: 'human', roles, key: 'kept' });
  const asks = async (key: string) =>
    (await fetch(`${system.api}/v1/me`, { headers: { authorization: `Bearer ${key}` } })).status;
  expect(await Promise.all([...leaked, 'kept'].map(asks))).toEqual([200, 200, 200]);
  expect(await revokeKeys(pool, 'Lotte')).toBe(2);
  expect(await Promise.all([...leaked, 'kept'].map(asks))).toEqual([401, 401, 200]);
  expect(await revokeKeys(pool, 'Lotte')).toBe(0);
  await expect(revokeKeys(pool, 'Lottie')).rejects.toThrow('Nobody is called Lottie.');
  const written = await system.database.query(
    `SELECT detail FROM audit_event WHERE action = 'person.keys-revoked'`,
  );
  expect(written).toEqual([{ detail: { keys: 2 } }]);
  await registerPerson(pool, { name: 'Lotte', kind: 'human', roles, key: 'new' });
  expect(await asks('new')).toBe(200);
});

describe('npm run person', () => {
  const run = promisify(execFile);
  const person = async (...args: string[]) => {
    const env = { ...process.env, DATABASE_URL: system.databaseUrl };
    return (
      await run(process.execPath, ['dist/api/register-person-main.js', ...args], { env })
    ).stdout.trim();
  };
  const made = (name: string) =>
    system.database.query<{ id: string; email: string | null }>(
      'SELECT id, email FROM person WHERE name = $1',
      [name],
    );

  it('makes the first admin, with an address to sign in by, and writes down who ran it', async () => {
    const key = await person('--name', 'Ada First', '--roles', 'admin', '--email', 'Ada@Example.org');
    expect(key).toMatch(/^oc_[\w-]{43}$/);
    const [ada] = await made('Ada First');
    expect(ada?.email).toBe('ada@example.org');
    const [event] = await system.database.query(
      'SELECT action, detail, credential FROM audit_event WHERE subject = $1',
      [`person:${ada?.id}`],
    );
    expect(event).toEqual({
      action: 'person.registered',
      detail: { roles: ['admin'], newKey: true, newEmail: true },
      credential: expect.stringMatching(/^command-line:\S+$/) as string,
    });
    await person('--name', 'Ada First', '--revoke');
    const [revoked] = await system.database.query<{ credential: string }>(
      `SELECT credential FROM audit_event WHERE action = 'person.keys-revoked' AND subject = $1`,
      [`person:${ada?.id}`],
    );
    expect(revoked?.credential).toMatch(/^command-line:/);
  });

  it('undoes a link with another address, and nothing with the same', async () => {
    const id = await registerPerson(system.database.pool, {
      ...{ name: 'Eve', kind: 'human', roles: ['admin'], key: 'of Eve', email: 'eve@example.org' },
    } as const);
    await system.database.query(
      `INSERT INTO person_identity (person_id, issuer, subject) VALUES ($1, 'https://id.example', 'eve')`,
      [id],
    );
    await system.database.query(
      `INSERT INTO session (person_id, token_sha256, signed_in_at) VALUES ($1, 'of eve', now())`,
      [id],
    );
    const left = () =>
      system.database.query(
        `SELECT (SELECT count(*)::int FROM person_identity WHERE person_id = $1) AS links,
           (SELECT count(*)::int FROM session WHERE person_id = $1 AND ended_at IS NULL) AS sessions`,
        [id],
      );
    await person('--name', 'Eve', '--roles', 'admin', '--email', 'EVE@example.org');
    await person('--name', 'Eve', '--roles', 'admin');
    expect(await left()).toEqual([{ links: 1, sessions: 1 }]);
    await person('--name', 'Eve', '--roles', 'admin', '--email', 'eve.adams@example.org');
    expect(await left()).toEqual([{ links: 0, sessions: 0 }]);
  });

  it.each([
    [['--roles', 'admin', '--email', 'nobody'], 'must be an e-mail address'],
    [['--roles', 'viewer', '--machine', '--email', 'm@example.org'], 'A machine has no e-mail address'],
    [['--roles', 'viewer', '--email', 'eve.adams@example.org'], 'Somebody else has this e-mail address'],
    [['--revoke', '--email', 'm@example.org'], 'npm run person -- --name'],
  ])('refuses %j, and makes nobody', async (args, told) => {
    await expect(person('--name', 'Mallory', ...args)).rejects.toThrow(told);
    expect(await made('Mallory')).toEqual([]);
  });
});
