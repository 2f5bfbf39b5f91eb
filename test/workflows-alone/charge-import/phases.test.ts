import { randomUUID } from 'node:crypto';
import { importGone } from '../../../workflows/charge-import/contract';
import { decided, progress, startImport } from '../setup/imports';
import { finalFailure } from '../setup/scene';
import { openStage, type Stage } from '../setup/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

it.concurrent(
  'reads, matches, waits for people and posts, and tells at each phase where it stands',
  async () => {
    const one = await startImport(stage);
    const stands = async () => [
      await one.searchable('ImportStatus'),
      await one.searchable('TotalRows'),
      await one.searchable('UnmatchedRows'),
    ];
    const reading = await one.readFile.call(1);
    expect(reading.input).toEqual({ importId: one.importId });
    expect(await stands()).toEqual([undefined, undefined, undefined]);
    reading.release(progress('matching', 2, { totalRows: 9, unmatchedRows: 0 }));
    const matching = await one.matchRows.call(1);
    expect(await stands()).toEqual(['matching', 9, 0]);
    expect(await one.details()).toContain('Rows are being matched to Accounts.\n\n9 rows read so far.');
    const sheet = { id: randomUUID(), number: 'BS-2026-0007', revision: 1, net: '104.2846' };
    const figures = { rows: { matched: 7, unmatched: 2, invalid: 0 }, amounts: { matched: '104.2846' } };
    const reviewed = { ...progress('in-review', 3).figures, ...figures, sheet };
    matching.release(progress('in-review', 3, { totalRows: 9, unmatchedRows: 2, figures: reviewed }));
    await one.untilDetails('### in-review · BS-2026-0007, revision 1');
    expect(await stands()).toEqual(['in-review', 9, 2]);
    const details = await one.details();
    expect(details).toContain('| matched | 7 | 104.2846 |\n| unmatched | 2 |  |');
    expect(details).not.toContain('invalid');
    expect(await one.scheduled('postCharges')).toEqual([]);
    one.applyImportDecision.open(() => decided('completed', 4));
    await one.decide(randomUUID());
    expect(await one.details()).toContain('Waiting for an **approver**');
    expect(await one.scheduled('postCharges')).toEqual([]);
    one.applyImportDecision.open(() => decided('approved', 5));
    await one.decide(randomUUID());
    const posting = await one.postCharges.call(1);
    expect(await one.searchable('ImportStatus')).toBe('approved');
    posting.release(progress('posted', 6));
    expect(await one.result()).toEqual(progress('posted', 6));
    expect(await one.searchable('ImportStatus')).toBe('posted');
    expect(await one.details()).toContain('All charges are posted.');
  },
);

it.concurrent('ends without matching or posting where the file cannot be read', async () => {
  const one = await startImport(stage);
  const figures = { ...progress('failed', 2).figures, failure: 'no-header' };
  (await one.readFile.call(1)).release(progress('failed', 2, { figures }));
  expect(await one.result()).toMatchObject({ status: 'failed' });
  expect(await one.details()).toContain('Reason: `no-header`');
  expect(await one.scheduled('matchRows')).toEqual([]);
  expect(await one.scheduled('postCharges')).toEqual([]);
});

it.concurrent('posts nothing of what was cancelled while it was matched', async () => {
  const one = await startImport(stage);
  (await one.readFile.call(1)).release(progress('matching', 2));
  (await one.matchRows.call(1)).release(progress('cancelled', 3));
  expect(await one.result()).toMatchObject({ status: 'cancelled' });
  expect(await one.scheduled('postCharges')).toEqual([]);
});

it.concurrent('goes on to post where it finds that all is decided already', async () => {
  const one = await startImport(stage);
  one.readFile.open(() => progress('posting', 7));
  one.matchRows.open(() => progress('posting', 7));
  (await one.postCharges.call(1)).release(progress('posted', 8));
  expect(await one.result()).toMatchObject({ status: 'posted' });
});

it.concurrent('ends where the import is not in the database, and says so', async () => {
  const one = await startImport(stage);
  (await one.readFile.call(1)).fail(finalFailure(importGone));
  expect(await one.result()).toBeNull();
  expect(await one.details()).toContain('The import is not in the database: there is nothing to do.');
});
