import { randomUUID } from 'node:crypto';
import { decided, progress, startImport, startReviewedImport } from '../setup/imports';
import { openStage, type Stage } from '../setup/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

it.concurrent('keeps the newer of two answers of steps side by side, whichever comes first', async () => {
  const one = await startReviewedImport(stage);
  await one.signal('rematch');
  const matching = await one.rematchRows.call(1);
  const answer = one.decide(randomUUID());
  (await one.applyImportDecision.call(1)).release(decided('completed', 5));
  await answer;
  matching.release(progress('in-review', 4, { unmatchedRows: 9 }));
  // It has come to the answer once it begins the next one.
  await one.signal('rematch');
  await one.rematchRows.call(2);
  expect(await one.details()).toContain('### completed');
  expect(await one.searchable('ImportStatus')).toBe('completed');
  expect(await one.searchable('UnmatchedRows')).toBe(1);
});

it.concurrent('takes the later answer of two side by side where it has seen more', async () => {
  const one = await startReviewedImport(stage);
  await one.signal('rematch');
  const matching = await one.rematchRows.call(1);
  const answer = one.decide(randomUUID());
  (await one.applyImportDecision.call(1)).release(decided('completed', 4));
  await answer;
  matching.release(progress('completed', 5, { unmatchedRows: 0 }));
  await one.signal('rematch');
  await one.rematchRows.call(2);
  expect(await one.searchable('UnmatchedRows')).toBe(0);
});

it.concurrent('does not take back an approval where the answer of another decision comes late', async () => {
  const one = await startReviewedImport(stage);
  const answers = [one.decide(randomUUID()), one.decide(randomUUID())];
  const late = await one.applyImportDecision.call(1);
  (await one.applyImportDecision.call(2)).release(decided('approved', 6));
  const posting = await one.postCharges.call(1);
  late.release({ ...decided('completed', 5), result: 'refused' });
  await Promise.all(answers);
  expect(await one.searchable('ImportStatus')).toBe('approved');
  posting.release(progress('posted', 8));
  expect(await one.result()).toMatchObject({ status: 'posted' });
});

it.concurrent(
  'believes a step that began later, though its revision is lower: a restored database',
  async () => {
    const one = await startReviewedImport(stage);
    one.applyImportDecision.open(() => decided('completed', 9));
    await one.decide(randomUUID());
    await one.signal('rematch');
    (await one.rematchRows.call(1)).release(progress('in-review', 2));
    await one.untilDetails('### in-review');
    expect(await one.searchable('ImportStatus')).toBe('in-review');
  },
);

it.concurrent(
  'goes by the time of the database where steps tell no revision, as in old histories',
  async () => {
    const one = await startImport(stage);
    const reading = await one.readFile.call(1);
    const without = (status: 'cancelled' | 'matching', asOf: string) => ({
      ...progress(status, 0),
      revision: undefined,
      asOf,
    });
    one.applyImportDecision.open(() => ({
      ...decided('cancelled', 0),
      progress: without('cancelled', '2026-05-01T10:00:05Z'),
    }));
    await one.decide(randomUUID());
    reading.release(without('matching', '2026-05-01T10:00:04Z'));
    expect(await one.result()).toMatchObject({ status: 'cancelled' });
  },
);
