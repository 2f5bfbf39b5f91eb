import { registerPerson } from '../../../prisma/repositories/people/persons';
import { newAccount } from '../../setup/accounts';
import { received } from '../../setup/connect';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem, Who } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ worker: false });
});
afterAll(() => system.stop());

const acts = [
  ['POST', 'send-to-connect', undefined],
  ['PATCH', 'connect-client', { name: 'Mine' }],
  ['POST', 'connect-client/convert', undefined],
  ['POST', 'connect-client/resolve', { decision: 'give-up', reason: 'I can' }],
] as const;
const everyAct = (who: Who, id: string) =>
  Promise.all(
    acts.map(([method, path, body]) => system.call(who, method, `/v1/accounts/${id}/${path}`, body)),
  );

it.each(['viewer', 'approver'] as const)('lets a %s see a send, and do nothing about it', async (who) => {
  const { id } = await newAccount(system);
  const answers = await everyAct(who, id);
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  const account = await system.call(who, 'GET', `/v1/accounts/${id}`);
  expect(account).toMatchObject({ status: 200, body: { connectState: 'not-sent', actions: [] } });
});

it.each(['ops', 'lead', 'admin'] as const)('lets a person with the rights of %s send', async (who) => {
  const { id } = await newAccount(system);
  expect((await system.call(who, 'POST', `/v1/accounts/${id}/send-to-connect`)).status).toBe(202);
});

it('knows no account that is not there', async () => {
  for (const id of ['00000000-0000-4000-8000-000000000000', 'ACC-1001'])
    expect((await everyAct('ops', id)).map(({ status }) => status)).toEqual([404, 404, 404, 404]);
});

it('answers nobody without a key, or with a wrong one', async () => {
  const { id } = await newAccount(system);
  for (const authorization of ['', 'Bearer wrong', 'Basic b3BzOm9wcw==']) {
    const headers = { authorization };
    const answer = await fetch(`${system.api}/v1/accounts/${id}/send-to-connect`, {
      method: 'POST',
      headers,
    });
    expect(answer.status).toBe(401);
  }
  expect((await system.call('ops', 'GET', `/v1/accounts/${id}`)).body.connectState).toBe('not-sent');
});

it('lets nobody act at a location that is not theirs', async () => {
  const key = 'a-key-for-leeds-only-0001';
  const person = await registerPerson(system.database.pool, { name: 'Leon', kind: 'human', roles: [], key });
  await system.database.query(
    `INSERT INTO person_grant (person_id, role, location_id) VALUES ($1, 'ops', $2)`,
    [person, system.locations['Leeds Dock']],
  );
  const as = { authorization: `Bearer ${key}` };
  const theirs = await newAccount(system, { locationId: system.locations['Leeds Dock'] });
  const others = await newAccount(system);
  const press = (id: string) =>
    system.call('ops', 'POST', `/v1/accounts/${id}/send-to-connect`, undefined, as);
  expect((await press(theirs.id)).status).toBe(202);
  expect((await press(others.id)).status).toBe(404);
  const look = await system.call('ops', 'GET', `/v1/accounts/${others.id}/connect-client`, undefined, as);
  expect(look.status).toBe(404);
  const listed = await system.call('ops', 'GET', '/v1/accounts', undefined, as);
  expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual([theirs.id]);
  expect(await received(system, 'create')).toEqual([]);
});
