import { linked, outcome, startSend } from '../setup/sends';
import { openStage, type Stage } from '../setup/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

it.concurrent('settles until the Account is linked, and tells at each try where it stands', async () => {
  const send = await startSend(stage);
  const figures = { attempt: 1, nextTryAt: '2026-05-01T10:00:00Z', candidates: 0 };
  (await send.settleClient.call(1)).release(outcome('unknown', { waitMs: 1, fault: 'silent', figures }));
  const second = await send.settleClient.call(2);
  expect(second.input).toEqual({ accountId: send.accountId });
  expect(await send.searchable('ConnectState')).toBe('unknown');
  const details = await send.details();
  expect(details).toContain('### unknown');
  expect(details).toContain('Tries: **1** · next at 2026-05-01T10:00:00Z');
  expect(details).toContain('Last fault: `silent`');
  second.release(linked);
  expect(await send.result()).toEqual(linked);
  expect(await send.searchable('ConnectState')).toBe('linked');
  expect(await send.details()).toContain('The Account is linked to its client.');
});

it.concurrent('tries at once when it is woken while it waits', async () => {
  const send = await startSend(stage);
  (await send.settleClient.call(1)).release(outcome('waiting', { waitMs: 3_600_000 }));
  await send.untilDetails('### waiting');
  await send.signal('wake');
  (await send.settleClient.call(2)).release(linked);
  expect(await send.result()).toEqual(linked);
});

it.concurrent('looks once more where it is woken while it settles, however often', async () => {
  const send = await startSend(stage);
  const first = await send.settleClient.call(1);
  for (let woken = 0; woken < 3; woken++) await send.signal('wake');
  expect(await send.scheduled('settleClient')).toHaveLength(1);
  first.release(outcome('waiting', { waitMs: 3_600_000 }));
  (await send.settleClient.call(2)).release(outcome('waiting', { waitMs: 3_600_000, fault: 'looked again' }));
  await send.untilDetails('looked again');
  expect(await send.scheduled('settleClient')).toHaveLength(2);
});

it.concurrent('looks again where it is woken while it settles, though that try links', async () => {
  const send = await startSend(stage);
  const first = await send.settleClient.call(1);
  await send.signal('wake');
  first.release(outcome('rejected'));
  (await send.settleClient.call(2)).release(linked);
  expect(await send.result()).toEqual(linked);
  expect(await send.scheduled('settleClient')).toHaveLength(2);
});
