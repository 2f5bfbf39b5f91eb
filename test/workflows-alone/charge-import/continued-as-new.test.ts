import { randomUUID } from 'node:crypto';
import { newDecision, newDecisions } from '../setup/decisions';
import { decided, progress, startImport, startReviewedImport } from '../setup/imports';
import { finalFailure } from '../setup/scene';
import { openStage, type Stage } from '../setup/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

it.concurrent('carries over the decisions that it had not come to, and applies each once', async () => {
  const one = await startReviewedImport(stage);
  const [first, second] = [newDecision(), newDecision()];
  const raw = { decision: 'approve', actor: 'Ana' };
  for (const message of [first, second, raw]) await one.signal('decide', message);
  const call = await one.applyImportDecision.call(1);
  await one.fatten();
  expect(await one.hasContinued()).toBe(false);
  call.release(decided('completed', 4));
  const carried = await one.applyImportDecision.call(2);
  expect(await one.hasContinued()).toBe(true);
  expect(carried.input).toMatchObject(second);
  carried.release(decided('completed', 5));
  const record = await one.recordRawDecision.call(1);
  expect(record.input.raw).toEqual(raw);
  record.release({ decisionId: record.input.decisionId, refusal: null });
  (await one.applyImportDecision.call(3)).release(decided('approved', 6));
  (await one.postCharges.call(1)).release(progress('posted', 8));
  expect(await one.result()).toMatchObject({ status: 'posted' });
  expect(await one.scheduled('applyImportDecision')).toMatchObject([
    second,
    { decisionId: record.input.decisionId },
  ]);
});

it.concurrent('carries over that the draft is to be matched again', async () => {
  const one = await startReviewedImport(stage);
  await one.signal('rematch');
  (await one.rematchRows.call(1)).fail(finalFailure('ConservationBroken', 'rows are missing'));
  await one.untilDetails('**stopped**');
  await one.fatten();
  const again = await one.rematchRows.call(2);
  expect(await one.hasContinued()).toBe(true);
  one.applyImportDecision.open(() => decided('cancelled', 5));
  await one.decide(newDecision().decisionId);
  await one.untilDetails('### cancelled');
  expect((await one.handle.describe()).status.name).toBe('RUNNING');
  again.release(progress('cancelled', 5));
  expect(await one.result()).toMatchObject({ status: 'cancelled' });
  expect(await one.scheduled('rematchRows')).toHaveLength(1);
});

it.concurrent('does not match again in the next run where nobody asked for it', async () => {
  const one = await startReviewedImport(stage);
  await one.signal('rematch');
  const matching = await one.rematchRows.call(1);
  await one.fatten();
  expect(await one.hasContinued()).toBe(false);
  matching.release(progress('in-review', 4));
  await one.untilContinued();
  one.applyImportDecision.open(() => decided('cancelled', 5));
  await one.decide(randomUUID());
  expect(await one.result()).toMatchObject({ status: 'cancelled' });
  expect(await one.scheduled('rematchRows')).toEqual([]);
});

it.concurrent('answers an Update that comes while it waits for a decision before it continues', async () => {
  const one = await startReviewedImport(stage);
  const [told, asked] = [newDecision(), newDecision()];
  await one.signal('decide', told);
  const call = await one.applyImportDecision.call(1);
  await one.fatten();
  const answer = one.decide(asked.decisionId);
  (await one.applyImportDecision.call(2)).release(decided('completed', 4));
  expect(await answer).toEqual(decided('completed', 4));
  expect(await one.hasContinued()).toBe(false);
  call.release(decided('in-review', 5));
  await one.untilContinued();
  expect(await one.scheduled('applyImportDecision')).toEqual([]);
  one.applyImportDecision.open(() => decided('cancelled', 6));
  await one.decide(randomUUID());
  expect(await one.result()).toMatchObject({ status: 'cancelled' });
});

it.concurrent('posts in the same run what is approved while history is long', async () => {
  const one = await startReviewedImport(stage);
  const decisions = newDecisions(2);
  for (const decision of decisions) await one.signal('decide', decision);
  const call = await one.applyImportDecision.call(1);
  call.release(decided('approved', 4));
  const posting = await one.postCharges.call(1);
  const second = await one.applyImportDecision.call(2);
  await one.fatten();
  second.release({ ...decided('posting', 5), result: 'refused' });
  const third = newDecision();
  await one.signal('decide', third);
  (await one.applyImportDecision.call(3)).release({ ...decided('posting', 5), result: 'refused' });
  posting.release(progress('posted', 6));
  expect(await one.result()).toMatchObject({ status: 'posted' });
  expect(await one.hasContinued()).toBe(false);
});

it.concurrent('goes on to post in the next run where it had stopped in this one', async () => {
  const one = await startReviewedImport(stage);
  one.applyImportDecision.open(() => decided('approved', 4));
  await one.decide(randomUUID());
  (await one.postCharges.call(1)).fail(finalFailure('ConservationBroken', '0.01 is missing'));
  await one.untilDetails('**stopped**');
  one.readFile.open(() => progress('approved', 4));
  one.matchRows.open(() => progress('approved', 4));
  await one.fatten();
  (await one.postCharges.call(2)).release(progress('posted', 6));
  expect(await one.result()).toMatchObject({ status: 'posted' });
  expect(await one.hasContinued()).toBe(true);
});

it.concurrent('applies before it ends what was left to a next run, where none is to come', async () => {
  const one = await startImport(stage);
  one.readFile.open(() => progress('matching', 2));
  const matching = await one.matchRows.call(1);
  await one.fatten();
  const [left, asked] = [newDecision(), newDecision()];
  await one.signal('decide', left);
  const answer = one.decide(asked.decisionId);
  const first = await one.applyImportDecision.call(1);
  expect(first.input).toMatchObject(asked);
  first.release(decided('cancelled', 4));
  expect((await answer).result).toBe('applied');
  matching.release(progress('cancelled', 4));
  const call = await one.applyImportDecision.call(2);
  expect(call.input).toMatchObject(left);
  call.release({ ...decided('cancelled', 4), result: 'refused' });
  expect(await one.result()).toMatchObject({ status: 'cancelled' });
  expect(await one.hasContinued()).toBe(false);
});
