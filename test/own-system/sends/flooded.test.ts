import { randomUUID } from 'node:crypto';
import { sendToConnectId } from '../../../workflows/send-to-connect/contract';
import { newAccount, sendAccount, sendState } from '../../setup/accounts';
import { clientByHand, clientsUnder } from '../../setup/connect';
import { currentDetails } from '../../setup/details';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ connectTimeoutMs: 600 });
});
afterAll(() => system.stop());

it('lives through malformed, unknown and thousands of signals, answers, and does what a person decides', async () => {
  const { id, accountsId } = await newAccount(system);
  await clientByHand(system, { billingReference: accountsId });
  await sendAccount(system, id, ['needs-decision']);
  const handle = system.temporal.workflow.getHandle(sendToConnectId(id));
  const flood = async (count: number, one: () => [string, unknown]) => {
    for (let sent = 0; sent < count; sent += 100)
      await Promise.all(Array.from({ length: 100 }, () => handle.signal(...one())));
  };
  for (const rubbish of [null, 7, 'link', [], {}, { decision: 'link', actor: 'Omar' }, { decisionId: 7 }])
    await handle.signal('decide', rubbish);
  await until(
    () => currentDetails(system, sendToConnectId(id)),
    (details) => details.includes('no decision and was ignored'),
  );
  await flood(2_200, () => ['decide', { decisionId: randomUUID() }]);
  await flood(500, () => ['wake', undefined]);
  expect(await currentDetails(system, sendToConnectId(id))).toContain('needs-decision');

  const decided = await system.call('ops', 'POST', `/v1/accounts/${id}/connect-client/resolve`, {
    decision: 'create',
    reason: 'another firm of that name',
  });
  expect([200, 202]).toContain(decided.status);
  await sendState(system, id, ['linked']);
  expect(await clientsUnder(system, accountsId)).toHaveLength(2);
  await handle.result();
});
