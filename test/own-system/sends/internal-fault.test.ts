import { settleClientActivity } from '../../../activities/send-to-connect/settle-client';
import type { Connect } from '../../../connectors/connect/connect';
import { newAccount } from '../../setup/accounts';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ worker: false });
});
afterAll(() => system.stop());

it('tells why a send does not get on, where that is no fault of Connect', async () => {
  const { id } = await newAccount(system, { sendToConnect: true });
  let attempt = 1;
  const settle = settleClientActivity({
    database: system.database,
    connect: {
      findClients: () => Promise.reject(new TypeError('a fault of ours, with somebody’s name')),
    } as unknown as Connect,
    apiUrl: null,
    progress: { report: () => undefined, stopIfAsked: () => undefined, attempt: () => attempt },
    terms: { leaseMs: 100, timeoutMs: 100, settlingDelayMs: 100, patienceMs: 3_600_000 },
  });
  const fault = async () =>
    (await system.call('ops', 'GET', `/v1/accounts/${id}/connect-client`)).body.lastFault;
  await expect(settle({ accountId: id })).rejects.toThrow(TypeError);
  expect(await fault()).toBeNull();
  attempt = 6;
  await expect(settle({ accountId: id })).rejects.toThrow(TypeError);
  expect(await fault()).toMatchObject({
    kind: 'internal',
    message: expect.stringMatching(/^Sending has failed 6 times, last with TypeError\. /) as string,
  });
});
