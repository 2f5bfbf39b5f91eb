import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError } from '@temporalio/client';
import { decided, progress, startImport, startReviewedImport } from '../setup/imports';
import { finalFailure } from '../setup/scene';
import { openStage, type Stage } from '../setup/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const refused = {
  ...decided('in-review', 3),
  result: 'refused',
  problem: 'own-work',
  detail: 'Another person has to.',
} as const;

it.concurrent(
  'answers while the file is read, and ends after it where the import was cancelled',
  async () => {
    const one = await startImport(stage);
    const reading = await one.readFile.call(1);
    const decisionId = randomUUID();
    const answer = one.decide(decisionId);
    const call = await one.applyImportDecision.call(1);
    expect(call.input).toEqual({ importId: one.importId, decisionId });
    call.release(decided('cancelled', 2));
    expect(await answer).toEqual(decided('cancelled', 2));
    expect(await one.searchable('ImportStatus')).toBe('cancelled');
    // It looked before the import was cancelled.
    reading.release(progress('matching', 1));
    expect(await one.result()).toMatchObject({ status: 'cancelled' });
    expect(await one.scheduled('matchRows')).toEqual([]);
  },
);

it.concurrent(
  'answers while rows are matched, and posts nothing where the import was cancelled',
  async () => {
    const one = await startImport(stage);
    one.readFile.open(() => progress('matching', 2));
    const matching = await one.matchRows.call(1);
    one.applyImportDecision.open(() => decided('cancelled', 4));
    expect((await one.decide(randomUUID())).result).toBe('applied');
    matching.release(progress('in-review', 3));
    expect(await one.result()).toMatchObject({ status: 'cancelled' });
    expect(await one.scheduled('postCharges')).toEqual([]);
  },
);

it.concurrent('answers while charges are posted', async () => {
  const one = await startReviewedImport(stage);
  one.applyImportDecision.open(() => decided('approved', 4));
  await one.decide(randomUUID());
  const posting = await one.postCharges.call(1);
  one.applyImportDecision.open(() => ({ ...refused, progress: progress('posting', 5) }));
  expect((await one.decide(randomUUID())).result).toBe('refused');
  posting.release(progress('posted', 6));
  expect(await one.result()).toMatchObject({ status: 'posted' });
});

it.concurrent('gives each of two decisions side by side its own answer', async () => {
  const one = await startReviewedImport(stage);
  const ids = [randomUUID(), randomUUID()];
  const answers = ids.map((id) => one.decide(id));
  const calls = [await one.applyImportDecision.call(1), await one.applyImportDecision.call(2)];
  calls[1]?.release(refused);
  await one.untilDetails('Refused: Another person has to.');
  calls[0]?.release(decided('completed', 4));
  const told = await Promise.all(answers);
  const asked = calls.map(({ input }) => ids.findIndex((id) => id === input.decisionId));
  expect(asked.map((nth) => told[nth]?.result)).toEqual(['applied', 'refused']);
  expect(await one.details()).not.toContain('Refused');
});

it.concurrent(
  'refuses what is no id of a decision: no activity, no event, and the workflow goes on',
  async () => {
    const one = await startReviewedImport(stage);
    for (const malformed of ['', 'nonsense', 7, null, undefined, {}, `${randomUUID()} `])
      await expect(one.decide(malformed)).rejects.toMatchObject({
        cause: { type: 'TypeError', message: 'decisionId: the id of a decision (UUID) is required' },
      });
    await expect(one.handle.executeUpdate('decide')).rejects.toMatchObject({ cause: { type: 'TypeError' } });
    expect(await one.scheduled('applyImportDecision')).toEqual([]);
    const { events } = await one.handle.fetchHistory();
    expect(events?.some(({ workflowExecutionUpdateAcceptedEventAttributes: update }) => update)).toBe(false);
    one.applyImportDecision.open(() => decided('cancelled', 4));
    await one.decide(randomUUID());
    expect(await one.result()).toMatchObject({ status: 'cancelled' });
  },
);

it.concurrent(
  'says that a decision could not be applied, goes on, and applies it when it is told again',
  async () => {
    const one = await startReviewedImport(stage);
    const decisionId = randomUUID();
    const answer = one.decide(decisionId);
    (await one.applyImportDecision.call(1)).fail(finalFailure('Broken', 'no such column'));
    await expect(answer).rejects.toMatchObject({ cause: { cause: { message: 'no such column' } } });
    expect(await one.searchable('ImportStatus')).toBe('in-review');
    one.applyImportDecision.open(() => decided('cancelled', 4));
    expect(await one.decide(decisionId)).toEqual(decided('cancelled', 4));
    expect(await one.result()).toMatchObject({ status: 'cancelled' });
  },
);

it.concurrent('tells clearly that it has ended', async () => {
  const one = await startImport(stage);
  (await one.readFile.call(1)).release(progress('failed', 2));
  await one.result();
  await expect(one.decide(randomUUID())).rejects.toThrow(WorkflowNotFoundError);
});
