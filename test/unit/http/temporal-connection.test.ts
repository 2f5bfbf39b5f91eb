import { AsyncLocalStorage } from 'node:async_hooks';
import { inPatience, lazyConnection } from '../../../api/temporal-connection';

/** Where nobody listens. */
const nowhere = { address: '127.0.0.1:1' };

it('asks Temporal without an AsyncLocalStorage, and gives up by itself', async () => {
  const ran = jest.spyOn(AsyncLocalStorage.prototype, 'run');
  const connection = lazyConnection({ ...nowhere, connectTimeout: 200 }, 300);
  await expect(connection.ensureConnected()).rejects.toThrow();
  await expect(connection.workflowService.getSystemInfo({})).rejects.toThrow();
  const asked = connection.withDeadline(Date.now(), () => connection.workflowService.getSystemInfo({}));
  await expect(inPatience(asked, 2_000)).rejects.toThrow(/DEADLINE_EXCEEDED|UNAVAILABLE/);
  expect(ran).not.toHaveBeenCalled();
  await connection.close();
});

it('waits no longer than is asked of it', async () => {
  await expect(inPatience(new Promise(() => undefined), 10)).rejects.toThrow('no answer in time');
});
