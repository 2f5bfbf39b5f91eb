import { randomUUID } from 'node:crypto';
import { newDecision, newDecisions } from '../setup/decisions';
import { decided, progress, startImport, startReviewedImport } from '../setup/imports';
import { finalFailure } from '../setup/scene';
import { openStage, type Stage } from '../setup/stage';
import { signalBytes, strangeEncodings } from '../setup/strange-payloads';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const refused = { ...decided('in-review', 3), result: 'refused', detail: 'Not now.' } as const;

it.concurrent('applies decisions one after the other, in the order in which they came', async () => {
  const one = await startReviewedImport(stage);
  const decisions = newDecisions(3);
  for (const decision of decisions) await one.signal('decide', decision);
  expect(await one.scheduled('applyImportDecision')).toHaveLength(1);
  (await one.applyImportDecision.call(1)).release(decided('completed', 4));
  (await one.applyImportDecision.call(2)).release(decided('in-review', 5));
  (await one.applyImportDecision.call(3)).release(decided('cancelled', 6));
  expect(await one.result()).toMatchObject({ status: 'cancelled' });
  const { importId } = one;
  const inputs = decisions.map((decision) => ({ importId, ...decision }));
  expect(await one.scheduled('applyImportDecision')).toEqual(inputs);
});

it.concurrent('applies a decision once that is told twice, before and after it was applied', async () => {
  const one = await startReviewedImport(stage);
  const [decision, other] = [newDecision(), newDecision()];
  await one.signal('decide', decision);
  await one.signal('decide', decision);
  (await one.applyImportDecision.call(1)).release(refused);
  await one.untilDetails('Refused: Not now.');
  await one.signal('decide', decision);
  await one.signal('decide', other);
  expect((await one.applyImportDecision.call(2)).input).toMatchObject(other);
  await one.signal('decide', decision);
  expect(await one.scheduled('applyImportDecision')).toHaveLength(2);
});

it.concurrent('applies the same id twice at most where it comes as an Update and as Signals', async () => {
  const one = await startReviewedImport(stage);
  const decision = newDecision();
  const answer = one.decide(decision.decisionId);
  const update = await one.applyImportDecision.call(1);
  for (let told = 0; told < 3; told++) await one.signal('decide', decision);
  const signal = await one.applyImportDecision.call(2);
  // The activity gives both the same answer, whichever of them comes first.
  expect(signal.input).toEqual(update.input);
  signal.release(decided('completed', 4));
  await one.untilDetails('### completed');
  update.release(decided('completed', 4));
  expect(await answer).toEqual(decided('completed', 4));
  await one.signal('decide', decision);
  expect(await one.scheduled('applyImportDecision')).toHaveLength(2);
});

it.concurrent('writes a decision by hand down before it applies it, each time that it is told', async () => {
  const one = await startReviewedImport(stage);
  const raw = { decision: 'complete', actor: 'Omar' };
  await one.signal('decide', { ...raw, digest: '', reason: 7, unknown: true });
  const record = await one.recordRawDecision.call(1);
  // Pressed twice: it waits already.
  await one.signal('decide', raw);
  expect(await one.scheduled('recordRawDecision')).toHaveLength(1);
  expect(record.input).toEqual({ importId: one.importId, decisionId: expect.any(String), raw });
  record.release({ decisionId: record.input.decisionId, refusal: null });
  const call = await one.applyImportDecision.call(1);
  expect(call.input).toEqual({ importId: one.importId, decisionId: record.input.decisionId });
  call.release(decided('completed', 4));
  await one.untilDetails('### completed');
  await one.signal('decide', raw);
  const again = await one.recordRawDecision.call(2);
  expect(await one.scheduled('recordRawDecision')).toHaveLength(2);
  expect(again.input.decisionId).not.toBe(record.input.decisionId);
  again.release({ decisionId: null, refusal: 'No such person.' });
  await one.untilDetails('> Refused: No such person.');
  expect(await one.scheduled('applyImportDecision')).toHaveLength(1);
});

it.concurrent('ignores what is no decision, and says so', async () => {
  const one = await startReviewedImport(stage);
  const actor = 'x'.repeat(201);
  const noPerson = [
    { decision: 'approve' },
    { decision: 'explode', actor: 'Ana' },
    { decision: 'approve', actor },
  ];
  for (const message of [undefined, null, 7, 'approve', [], {}, { decisionId: 7 }, ...noPerson]) {
    await one.signal('decide', message);
    expect(await one.details()).toContain('A `decide` signal carried no decision and was ignored.');
  }
  one.rematchRows.open(() => progress('in-review', 3));
  for (const name of ['decide', 'rematch', 'goOn'])
    for (const encoding of strangeEncodings) await signalBytes(stage.client, one.handle, name, encoding);
  expect(await one.scheduled('recordRawDecision')).toEqual([]);
  expect(await one.scheduled('applyImportDecision')).toEqual([]);
  one.applyImportDecision.open(() => decided('cancelled', 4));
  await one.signal('decide', { decisionId: randomUUID() });
  expect(await one.result()).toMatchObject({ status: 'cancelled' });
});

it.concurrent(
  'holds two hundred decisions, ignores more and says so, and still answers an Update',
  async () => {
    const one = await startReviewedImport(stage);
    await Promise.all(newDecisions(200).map((decision) => one.signal('decide', decision)));
    expect(await one.details()).not.toContain('decisions are waiting');
    const [last, another] = [newDecision(), newDecision()];
    await one.signal('decide', last);
    expect(await one.details()).toContain('More than 200 decisions are waiting: a signal was ignored.');
    const answer = one.decide(randomUUID());
    (await one.applyImportDecision.call(2)).release(decided('completed', 4));
    expect((await answer).result).toBe('applied');
    // One less, and the one that was ignored is taken when it is told again.
    (await one.applyImportDecision.call(1)).release(decided('completed', 4));
    await one.applyImportDecision.call(3);
    await one.signal('decide', last);
    expect(await one.details()).not.toContain('decisions are waiting');
    await one.signal('decide', another);
    expect(await one.details()).toContain('More than 200 decisions are waiting: a signal was ignored.');
  },
);

it.concurrent(
  'says that a decision failed, goes on with the next, and applies it when it is told again',
  async () => {
    const one = await startReviewedImport(stage);
    const [decision, next] = [newDecision(), newDecision()];
    await one.signal('decide', decision);
    await one.signal('decide', next);
    (await one.applyImportDecision.call(1)).fail(finalFailure('Broken'));
    await one.untilDetails('> A decision failed:');
    const second = await one.applyImportDecision.call(2);
    expect(second.input).toMatchObject(next);
    second.release(refused);
    await one.signal('decide', decision);
    const third = await one.applyImportDecision.call(3);
    expect(third.input).toMatchObject(decision);
    third.release(decided('cancelled', 4));
    expect(await one.result()).toMatchObject({ status: 'cancelled' });
  },
);

it.concurrent('applies what was decided though the import is over meanwhile', async () => {
  const one = await startImport(stage);
  const reading = await one.readFile.call(1);
  const [first, second] = [newDecision(), newDecision()];
  await one.signal('decide', first);
  await one.signal('decide', second);
  reading.release(progress('failed', 2));
  await one.untilDetails('### failed');
  (await one.applyImportDecision.call(1)).release({ ...refused, progress: progress('failed', 2) });
  (await one.applyImportDecision.call(2)).release({ ...refused, progress: progress('failed', 2) });
  expect(await one.result()).toMatchObject({ status: 'failed' });
});
