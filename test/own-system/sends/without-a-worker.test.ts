import { newAccount, sendAccount, sendState } from '../../setup/accounts';
import { clientByHand, clientsUnder } from '../../setup/connect';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ decisionWaitMs: 1_000 });
});
afterAll(() => system.stop());

it('accepts presses and decisions while no worker runs, and carries them out when one comes', async () => {
  const doubtful = await newAccount(system);
  const clientId = await clientByHand(system, { billingReference: doubtful.accountsId });
  await sendAccount(system, doubtful.id, ['needs-decision']);
  await system.stopWorker();

  const fresh = await newAccount(system, { sendToConnect: true });
  const decision = { decision: 'link', clientId, reason: 'It is them' };
  const accepted = await system.call(
    'ops',
    'POST',
    `/v1/accounts/${doubtful.id}/connect-client/resolve`,
    decision,
  );
  expect(accepted).toMatchObject({ status: 202, body: { state: 'pending' } });
  const where = accepted.headers.get('location') as string;
  expect((await system.call('ops', 'GET', where)).body).toMatchObject({ state: 'pending', outcome: null });

  await system.startWorker();
  const settled = await until(
    () => system.call('ops', 'GET', where),
    ({ body }) => body.state !== 'pending',
  );
  expect(settled.body).toMatchObject({ kind: 'link', state: 'applied' });
  expect(await sendState(system, doubtful.id, ['linked'])).toMatchObject({ client: { id: clientId } });
  await sendState(system, fresh.id, ['linked']);
  expect(await clientsUnder(system, fresh.accountsId)).toHaveLength(1);
});
