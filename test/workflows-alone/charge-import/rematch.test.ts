import { randomUUID } from 'node:crypto';
import { decided, progress, startReviewedImport } from '../setup/imports';
import { finalFailure } from '../setup/scene';
import { openStage, type Stage } from '../setup/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

it.concurrent('matches once more, not more, however often it is asked to while it matches', async () => {
  const one = await startReviewedImport(stage);
  await one.signal('rematch');
  const first = await one.rematchRows.call(1);
  for (let asked = 0; asked < 5; asked++) await one.signal('rematch');
  expect(await one.scheduled('rematchRows')).toHaveLength(1);
  first.release(progress('in-review', 4, { unmatchedRows: 1 }));
  (await one.rematchRows.call(2)).release(progress('in-review', 5, { unmatchedRows: 0 }));
  one.applyImportDecision.open(() => decided('cancelled', 6));
  await one.untilDetails('### in-review');
  await one.decide(randomUUID());
  await one.result();
  expect(await one.scheduled('rematchRows')).toHaveLength(2);
});

it.concurrent('tells what it came to', async () => {
  const one = await startReviewedImport(stage);
  await one.signal('rematch');
  const call = await one.rematchRows.call(1);
  expect(call.input).toEqual({ importId: one.importId });
  call.release(progress('in-review', 4, { totalRows: 3, unmatchedRows: 0 }));
  await one.signal('rematch');
  await one.rematchRows.call(2);
  expect(await one.searchable('UnmatchedRows')).toBe(0);
});

it.concurrent(
  'answers a decision while it matches, and posts; it ends once the matching has ended, too',
  async () => {
    const one = await startReviewedImport(stage);
    await one.signal('rematch');
    const matching = await one.rematchRows.call(1);
    one.applyImportDecision.open(() => decided('approved', 5));
    expect((await one.decide(randomUUID())).result).toBe('applied');
    (await one.postCharges.call(1)).release(progress('posted', 7));
    await one.untilDetails('### posted');
    expect((await one.handle.describe()).status.name).toBe('RUNNING');
    matching.release(progress('completed', 4));
    expect(await one.result()).toMatchObject({ status: 'posted' });
  },
);

it.concurrent('is taken while charges are posted, and does not stop them', async () => {
  const one = await startReviewedImport(stage);
  one.applyImportDecision.open(() => decided('approved', 4));
  await one.decide(randomUUID());
  const posting = await one.postCharges.call(1);
  await one.signal('rematch');
  (await one.rematchRows.call(1)).release(progress('posting', 5));
  await one.untilDetails('### posting');
  posting.release(progress('posted', 6));
  expect(await one.result()).toMatchObject({ status: 'posted' });
});

it.concurrent('goes on to post where matching again finds that the import was approved', async () => {
  const one = await startReviewedImport(stage);
  await one.signal('rematch');
  (await one.rematchRows.call(1)).release(progress('approved', 6));
  (await one.postCharges.call(1)).release(progress('posted', 8));
  expect(await one.result()).toMatchObject({ status: 'posted' });
});

it.concurrent('stops where rows are missing, says so, and still takes decisions', async () => {
  const one = await startReviewedImport(stage);
  await one.signal('rematch');
  (await one.rematchRows.call(1)).fail(finalFailure('ConservationBroken', '1 of 3 rows is missing'));
  await one.untilDetails(
    '> **stopped**: 1 of 3 rows is missing. Repair the cause, then send the signal `goOn`.',
  );
  one.applyImportDecision.open(() => decided('cancelled', 4));
  await one.decide(randomUUID());
  // Over: what stopped is tried once more, so that nothing is left.
  (await one.rematchRows.call(2)).release(progress('cancelled', 4));
  expect(await one.result()).toMatchObject({ status: 'cancelled' });
  expect(await one.details()).not.toContain('stopped');
});
