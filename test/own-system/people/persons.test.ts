import { findPersonByKey, registerPerson, revokeKeys } from '../../../prisma/repositories/people/persons';
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
    { roles: ['viewer'], newKey: true },
    { roles: ['viewer'], newKey: true },
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
