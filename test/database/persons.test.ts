import { findPersonByKey, registerPerson } from '../../prisma/repositories/persons';
import { startSystem, type System } from '../setup/system';

let system: System;
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
  expect(await findPersonByKey(system.database, 'two')).toMatchObject({ kind: 'machine' });
});
