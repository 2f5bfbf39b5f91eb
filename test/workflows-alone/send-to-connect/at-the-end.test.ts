import { randomUUID } from 'node:crypto';
import { applied, linked, outcome, refused, startSend } from '../setup/sends';
import { openStage, type Stage } from '../setup/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

it('answers an Update that comes in the task in which the workflow would end', async () => {
  const send = await startSend(stage);
  const last = await send.settleClient.call(1);
  let answer: Promise<unknown> | undefined;
  await stage.whilePaused(async () => {
    answer = send.decide(randomUUID());
    await send.untilTask();
    last.release(linked);
    await send.untilAnswered();
  });
  const call = await send.applySendDecision.call(1);
  // What it was linked to may not be so any more: it looks before it ends.
  expect(await send.scheduled('settleClient')).toHaveLength(1);
  call.release(refused);
  expect(await answer).toEqual(refused);
  (await send.settleClient.call(2)).release(linked);
  expect(await send.result()).toEqual(linked);
});

it('applies a decision that comes as a Signal in that task', async () => {
  const send = await startSend(stage);
  const last = await send.settleClient.call(1);
  const decisionId = randomUUID();
  await stage.whilePaused(async () => {
    last.release(outcome('given-up'));
    await send.untilAnswered();
    await send.signal('decide', { decisionId });
  });
  const call = await send.applySendDecision.call(1);
  expect(call.input.decisionId).toBe(decisionId);
  call.release(applied);
  (await send.settleClient.call(2)).release(linked);
  expect(await send.result()).toEqual(linked);
});

it('looks again where it was woken in that task: it was pressed again', async () => {
  const send = await startSend(stage);
  const last = await send.settleClient.call(1);
  await stage.whilePaused(async () => {
    last.release(outcome('rejected'));
    await send.untilAnswered();
    await send.signal('wake');
  });
  (await send.settleClient.call(2)).release(linked);
  expect(await send.result()).toEqual(linked);
});

it('takes what was sent before its first task', async () => {
  let send: Awaited<ReturnType<typeof startSend>> | undefined;
  let answer: Promise<unknown> | undefined;
  const [told, asked] = [randomUUID(), randomUUID()];
  await stage.whilePaused(async () => {
    send = await startSend(stage);
    await send.signal('decide', { decisionId: told });
    answer = send.decide(asked);
  });
  send?.applySendDecision.open(() => applied);
  expect(await answer).toEqual(applied);
  const ids = (await send?.scheduled('applySendDecision')) as { decisionId: string }[];
  expect(ids.map(({ decisionId }) => decisionId).sort()).toEqual([told, asked].sort());
});
