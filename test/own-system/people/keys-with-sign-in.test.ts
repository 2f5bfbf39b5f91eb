import { startSystem } from '../../setup/own-system';
import { personWith, type TestPerson } from '../../setup/persons';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let ada: TestPerson;
let omar: TestPerson;
beforeAll(async () => {
  system = await startSystem({ worker: false, env: { OIDC_ISSUER: 'https://id.example.org' } });
  ada = await personWith(system, 'Ada Admin', ['admin']);
  omar = await personWith(system, 'Omar Ops', ['ops']);
});
afterAll(() => system.stop());

it('lets no admin make the key of a person, by which they could act in their name', async () => {
  const refused = await ada.call('POST', `/v1/persons/${omar.id}/keys`, {});
  expect(refused).toMatchObject({ status: 403, problem: { type: '/problems/forbidden' } });
  expect(refused.problem.detail).toBe(
    'People make their own keys, after they have signed in: nobody else may know them.',
  );
});

it('makes no key by a key, not even of the same person', async () => {
  for (const person of [ada, omar]) {
    const refused = await person.call('POST', `/v1/persons/${person.id}/keys`, {});
    expect(refused).toMatchObject({ status: 403, problem: { type: '/problems/forbidden' } });
    expect(refused.problem.detail).toBe('Sign in to make a key: a key cannot make another one.');
  }
  const keys = await system.database.query('SELECT FROM api_key WHERE person_id = ANY ($1)', [
    [ada.id, omar.id],
  ]);
  expect(keys).toHaveLength(2);
});

it('lets an admin make and revoke keys of machines, and revoke those of people', async () => {
  const machine = await personWith(system, 'Integration', ['viewer'], 'machine');
  expect((await ada.call('POST', `/v1/persons/${machine.id}/keys`, {})).status).toBe(201);
  expect((await machine.call('POST', `/v1/persons/${machine.id}/keys`, {})).status).toBe(403);
  const [key] = (await ada.call('GET', `/v1/persons/${omar.id}/keys`)).body.items as { id: string }[];
  expect((await ada.call('DELETE', `/v1/persons/${omar.id}/keys/${key?.id}`)).status).toBe(204);
  expect((await omar.call('GET', '/v1/me')).status).toBe(401);
});
