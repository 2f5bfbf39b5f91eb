import { randomUUID } from 'node:crypto';
import { newDecision } from '../setup/decisions';
import { finalFailure } from '../setup/scene';
import { applied, linked, outcome, refused, startSend } from '../setup/sends';
import { openStage, type Stage } from '../setup/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

async function undecidedSend() {
  const send = await startSend(stage);
  (await send.settleClient.call(1)).release(outcome('needs-decision'));
  await send.untilDetails('### needs-decision');
  return send;
}

it.concurrent('carries over the decisions that it had not come to, and applies each once', async () => {
  const send = await undecidedSend();
  const [one, two, three] = [newDecision(), newDecision(), newDecision()];
  for (const decision of [one, two, three]) await send.signal('decide', decision);
  const call = await send.applySendDecision.call(1);
  await send.fatten();
  call.release(refused);
  const settling = await send.settleClient.call(2);
  expect(await send.hasContinued()).toBe(true);
  send.applySendDecision.open(() => applied);
  settling.release(outcome('needs-decision'));
  send.settleClient.open(() => linked);
  expect(await send.result()).toEqual(linked);
  const rest = [two, three].map((decision) => ({ accountId: send.accountId, ...decision }));
  expect(await send.scheduled('applySendDecision')).toEqual(rest);
});

it.concurrent('answers an Update that comes while it waits for a decision before it continues', async () => {
  const send = await undecidedSend();
  const told = newDecision();
  await send.signal('decide', told);
  const call = await send.applySendDecision.call(1);
  await send.fatten();
  await send.signal('wake');
  const answer = send.decide(randomUUID());
  (await send.applySendDecision.call(2)).release(refused);
  expect(await answer).toEqual(refused);
  expect(await send.hasContinued()).toBe(false);
  call.release(applied);
  (await send.settleClient.call(2)).release(linked);
  expect(await send.result()).toEqual(linked);
  expect(await send.hasContinued()).toBe(true);
  expect(await send.scheduled('applySendDecision')).toEqual([]);
});

it.concurrent('applies a decision that is told when history has grown long', async () => {
  const send = await undecidedSend();
  await send.fatten();
  const decision = newDecision();
  await send.signal('decide', decision);
  const call = await send.applySendDecision.call(1);
  expect(call.input).toMatchObject(decision);
  call.release(applied);
  send.settleClient.open(() => linked);
  expect(await send.result()).toEqual(linked);
});

it.concurrent('does not end before it has come to what was decided, however long history is', async () => {
  const send = await startSend(stage);
  const settling = await send.settleClient.call(1);
  const [one, two] = [newDecision(), newDecision()];
  await send.signal('decide', one);
  await send.signal('decide', two);
  const call = await send.applySendDecision.call(1);
  await send.fatten();
  settling.release(linked);
  await send.untilDetails('### linked');
  // Nothing has changed that were a reason to look again.
  call.fail(finalFailure('Broken'));
  const second = await send.applySendDecision.call(2);
  expect(second.input).toMatchObject(two);
  second.release(refused);
  send.settleClient.open(() => linked);
  expect(await send.result()).toEqual(linked);
  expect(await send.hasContinued()).toBe(true);
});
