import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError } from '@temporalio/client';
import { finalFailure } from '../setup/scene';
import { applied, linked, outcome, refused, startSend } from '../setup/sends';
import { openStage, type Stage } from '../setup/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

it.concurrent('answers while the first try is under way, and looks again after it', async () => {
  const send = await startSend(stage);
  const first = await send.settleClient.call(1);
  const decisionId = randomUUID();
  const answer = send.decide(decisionId);
  const call = await send.applySendDecision.call(1);
  expect(call.input).toEqual({ accountId: send.accountId, decisionId });
  call.release(applied);
  expect(await answer).toEqual(applied);
  first.release(outcome('needs-decision'));
  (await send.settleClient.call(2)).release(linked);
  expect(await send.result()).toEqual(linked);
});

it.concurrent('looks again at once when a decision is applied while it waits', async () => {
  const send = await startSend(stage);
  (await send.settleClient.call(1)).release(outcome('needs-decision'));
  await send.untilDetails('### needs-decision');
  send.applySendDecision.open(() => applied);
  await send.decide(randomUUID());
  (await send.settleClient.call(2)).release(linked);
  expect(await send.result()).toEqual(linked);
});

it.concurrent('gives each of two decisions side by side its own answer', async () => {
  const send = await startSend(stage);
  (await send.settleClient.call(1)).release(outcome('needs-decision'));
  send.settleClient.open(() => outcome('needs-decision'));
  const ids = [randomUUID(), randomUUID()];
  const answers = ids.map((id) => send.decide(id));
  const calls = [await send.applySendDecision.call(1), await send.applySendDecision.call(2)];
  calls[1]?.release(refused);
  await send.untilDetails('Refused: Nothing waits for a decision.');
  calls[0]?.release(applied);
  const told = await Promise.all(answers);
  const asked = calls.map(({ input }) => ids.findIndex((id) => id === input.decisionId));
  expect(asked.map((nth) => told[nth]?.result)).toEqual(['applied', 'refused']);
});

it.concurrent('shows why a decision was refused, until another one is applied', async () => {
  const send = await startSend(stage);
  (await send.settleClient.call(1)).release(outcome('needs-decision'));
  send.settleClient.open(() => outcome('needs-decision'));
  await send.untilDetails('### needs-decision');
  const answer = send.decide(randomUUID());
  (await send.applySendDecision.call(1)).release(refused);
  expect(await answer).toEqual(refused);
  expect(await send.details()).toContain('> Refused: Nothing waits for a decision.');
  send.applySendDecision.open(() => applied);
  await send.decide(randomUUID());
  expect(await send.details()).not.toContain('Refused');
});

it.concurrent(
  'refuses what is no id of a decision: no activity, no event, and the workflow goes on',
  async () => {
    const send = await startSend(stage);
    for (const malformed of ['', 'nonsense', 7, null, undefined, {}, `${randomUUID()} `])
      await expect(send.decide(malformed)).rejects.toMatchObject({
        cause: { type: 'TypeError', message: 'decisionId: the id of a decision (UUID) is required' },
      });
    await expect(send.handle.executeUpdate('decide')).rejects.toMatchObject({ cause: { type: 'TypeError' } });
    expect(await send.scheduled('applySendDecision')).toEqual([]);
    const { events } = await send.handle.fetchHistory();
    expect(JSON.stringify(events)).not.toContain('nonsense');
    (await send.settleClient.call(1)).release(linked);
    expect(await send.result()).toEqual(linked);
  },
);

it.concurrent(
  'says that a decision could not be applied, goes on, and applies it when it is told again',
  async () => {
    const send = await startSend(stage);
    const decisionId = randomUUID();
    const answer = send.decide(decisionId);
    (await send.applySendDecision.call(1)).fail(finalFailure('Broken', 'no such column'));
    await expect(answer).rejects.toMatchObject({ cause: { cause: { message: 'no such column' } } });
    const again = send.decide(decisionId);
    (await send.applySendDecision.call(2)).release(applied);
    expect(await again).toEqual(applied);
    send.settleClient.open(() => linked);
    expect(await send.result()).toEqual(linked);
  },
);

it.concurrent('tells clearly that it has ended', async () => {
  const send = await startSend(stage);
  (await send.settleClient.call(1)).release(linked);
  await send.result();
  await expect(send.decide(randomUUID())).rejects.toThrow(WorkflowNotFoundError);
});
