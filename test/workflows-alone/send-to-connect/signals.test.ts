import { randomUUID } from 'node:crypto';
import { newDecision, newDecisions } from '../setup/decisions';
import { signalBytes, strangeEncodings } from '../setup/strange-payloads';
import { finalFailure } from '../setup/scene';
import { applied, linked, outcome, refused, startSend } from '../setup/sends';
import { openStage, type Stage } from '../setup/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

it.concurrent('applies decisions one after the other, in the order in which they came', async () => {
  const send = await startSend(stage);
  const decisions = newDecisions(3);
  for (const decision of decisions) await send.signal('decide', decision);
  expect(await send.scheduled('applySendDecision')).toHaveLength(1);
  send.applySendDecision.open(() => applied);
  send.settleClient.open(() => linked);
  expect(await send.result()).toEqual(linked);
  expect(await send.scheduled('applySendDecision')).toEqual(
    decisions.map((decision) => ({ accountId: send.accountId, ...decision })),
  );
});

it.concurrent('applies a decision once that is told twice, before and after it was applied', async () => {
  const send = await startSend(stage);
  (await send.settleClient.call(1)).release(outcome('needs-decision'));
  await send.untilDetails('### needs-decision');
  const [decision, other] = [newDecision(), newDecision()];
  await send.signal('decide', decision);
  await send.signal('decide', decision);
  (await send.applySendDecision.call(1)).release(refused);
  await send.untilDetails('> Refused:');
  await send.signal('decide', decision);
  await send.signal('decide', other);
  expect((await send.applySendDecision.call(2)).input).toMatchObject(other);
  await send.signal('decide', decision);
  expect(await send.scheduled('applySendDecision')).toHaveLength(2);
});

it.concurrent('applies the same id twice at most where it comes as an Update and as Signals', async () => {
  const send = await startSend(stage);
  const decision = newDecision();
  const answer = send.decide(decision.decisionId);
  const update = await send.applySendDecision.call(1);
  for (let told = 0; told < 3; told++) await send.signal('decide', decision);
  const signal = await send.applySendDecision.call(2);
  // The activity gives both the same answer, whichever of them comes first.
  expect(signal.input).toEqual(update.input);
  signal.release(applied);
  update.release(applied);
  expect(await answer).toEqual(applied);
  await send.signal('decide', decision);
  expect(await send.scheduled('applySendDecision')).toHaveLength(2);
});

it.concurrent('ignores what is no decision, and says so', async () => {
  const send = await startSend(stage);
  (await send.settleClient.call(1)).release(outcome('needs-decision'));
  await send.untilDetails('### needs-decision');
  const strange = [null, 7, 'link', [], {}, { decisionId: 7 }, { decision: 'link', actor: 'Omar' }];
  for (const message of [undefined, ...strange]) {
    await send.signal('decide', message);
    expect(await send.details()).toContain('carried no decision and was ignored. Decide through the API.');
  }
  for (const name of ['decide', 'wake'])
    for (const encoding of strangeEncodings) await signalBytes(stage.client, send.handle, name, encoding);
  expect(await send.scheduled('applySendDecision')).toEqual([]);
  send.settleClient.open(() => linked);
  expect(await send.result()).toEqual(linked);
});

it.concurrent(
  'holds two hundred decisions, ignores more and says so, and still answers an Update',
  async () => {
    const send = await startSend(stage);
    (await send.settleClient.call(1)).release(outcome('needs-decision'));
    send.settleClient.open(() => outcome('needs-decision'));
    await send.untilDetails('### needs-decision');
    const decisions = newDecisions(200);
    await Promise.all(decisions.map((decision) => send.signal('decide', decision)));
    expect(await send.details()).not.toContain('decisions are waiting');
    const [one, another] = [newDecision(), newDecision()];
    await send.signal('decide', one);
    expect(await send.details()).toContain('More than 200 decisions are waiting: a signal was ignored.');
    const answer = send.decide(randomUUID());
    (await send.applySendDecision.call(2)).release(applied);
    expect(await answer).toEqual(applied);
    // One less, and the one that was ignored is taken when it is told again.
    (await send.applySendDecision.call(1)).release(applied);
    await send.applySendDecision.call(3);
    await send.signal('decide', one);
    expect(await send.details()).not.toContain('decisions are waiting');
    await send.signal('decide', another);
    expect(await send.details()).toContain('More than 200 decisions are waiting: a signal was ignored.');
  },
);

it.concurrent(
  'says that a decision failed, goes on with the next, and applies it when it is told again',
  async () => {
    const send = await startSend(stage);
    (await send.settleClient.call(1)).release(outcome('needs-decision'));
    await send.untilDetails('### needs-decision');
    const [decision, next] = [newDecision(), newDecision()];
    await send.signal('decide', decision);
    await send.signal('decide', next);
    (await send.applySendDecision.call(1)).fail(finalFailure('Broken'));
    await send.untilDetails('> A decision failed:');
    const second = await send.applySendDecision.call(2);
    expect(second.input).toMatchObject(next);
    second.release(refused);
    await send.signal('decide', decision);
    const third = await send.applySendDecision.call(3);
    expect(third.input).toMatchObject(decision);
    third.release(applied);
    send.settleClient.open(() => linked);
    expect(await send.result()).toEqual(linked);
  },
);
