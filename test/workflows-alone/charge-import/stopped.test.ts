import { randomUUID } from 'node:crypto';
import { importGone } from '../../../workflows/charge-import/contract';
import { decided, progress, startImport, startReviewedImport } from '../setup/imports';
import { finalFailure } from '../setup/scene';
import { openStage, type Stage } from '../setup/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

it.concurrent.each(['ConservationBroken', 'MissingFileError', 'DamagedFileError'])(
  'stands still on %s, says why, and goes on when it is told to',
  async (type) => {
    const one = await startImport(stage);
    (await one.readFile.call(1)).fail(finalFailure(type, 'what is wrong'));
    await one.untilDetails('> **stopped**: what is wrong. Repair the cause, then send the signal `goOn`.');
    expect(await one.timers()).toEqual([]);
    expect(await one.scheduled('readFile')).toHaveLength(1);
    await one.signal('goOn');
    const again = await one.readFile.call(2);
    expect(await one.details()).not.toContain('stopped');
    again.release(progress('failed', 2));
    expect(await one.result()).toMatchObject({ status: 'failed' });
  },
);

it.concurrent('takes it for nothing where it is told to go on and has not stopped', async () => {
  const one = await startImport(stage);
  const reading = await one.readFile.call(1);
  reading.release(progress('matching', 2));
  const matching = await one.matchRows.call(1);
  await one.signal('goOn');
  expect(await one.scheduled('matchRows')).toHaveLength(1);
  matching.release(progress('cancelled', 3));
  expect(await one.result()).toMatchObject({ status: 'cancelled' });
});

it.concurrent('stops again where it is not mended, and goes on each time that it is told to', async () => {
  const one = await startReviewedImport(stage);
  one.applyImportDecision.open(() => decided('approved', 4));
  await one.decide(randomUUID());
  for (const nth of [1, 2, 3]) {
    (await one.postCharges.call(nth)).fail(finalFailure('ConservationBroken', `0.0${nth} is missing`));
    await one.untilDetails(`**stopped**: 0.0${nth} is missing`);
    await one.signal('goOn');
  }
  (await one.postCharges.call(4)).release(progress('posted', 6));
  expect(await one.result()).toMatchObject({ status: 'posted' });
  expect(await one.details()).not.toContain('stopped');
});

it.concurrent(
  'goes on where it was told to while it tried: that try may have begun before all was mended',
  async () => {
    const one = await startImport(stage);
    const reading = await one.readFile.call(1);
    await one.signal('goOn');
    reading.fail(finalFailure('MissingFileError'));
    (await one.readFile.call(2)).release(progress('failed', 2));
    expect(await one.result()).toMatchObject({ status: 'failed' });
  },
);

it.concurrent('takes decisions while it stands still, and ends where it is cancelled', async () => {
  const one = await startImport(stage);
  (await one.readFile.call(1)).fail(finalFailure('DamagedFileError', 'not what was uploaded'));
  await one.untilDetails('**stopped**');
  one.applyImportDecision.open(() => decided('cancelled', 2));
  expect((await one.decide(randomUUID())).result).toBe('applied');
  (await one.readFile.call(2)).release(progress('cancelled', 2));
  expect(await one.result()).toMatchObject({ status: 'cancelled' });
});

it.concurrent(
  'says of what may pass by itself that it is tried again, and tries at once when it is told to',
  async () => {
    const one = await startImport(stage);
    (await one.readFile.call(1)).fail(finalFailure('DatabaseAway', 'the password is x'));
    await one.untilDetails('> **not progressing** (DatabaseAway): retried automatically');
    expect(await one.details()).not.toContain('password');
    await one.signal('goOn');
    (await one.readFile.call(2)).fail(finalFailure('DatabaseAway'));
    await one.untilDetails('**not progressing**');
    // Seconds; twice as long each time.
    expect(await one.timers()).toEqual([20, 40]);
    await one.signal('goOn');
    (await one.readFile.call(3)).release(progress('failed', 2));
    expect(await one.result()).toMatchObject({ status: 'failed' });
  },
);

it.concurrent('ends where it is told to go on and the import is not in the database any more', async () => {
  const one = await startImport(stage);
  (await one.readFile.call(1)).fail(finalFailure('MissingFileError'));
  await one.untilDetails('**stopped**');
  await one.signal('goOn');
  (await one.readFile.call(2)).fail(finalFailure(importGone));
  expect(await one.result()).toBeNull();
});

describe('once it has ended', () => {
  it.concurrent('gives up what fails again: nothing depends on it, and nobody will repair it', async () => {
    const one = await startImport(stage);
    (await one.readFile.call(1)).fail(finalFailure('DamagedFileError'));
    await one.untilDetails('**stopped**');
    one.applyImportDecision.open(() => decided('cancelled', 2));
    await one.decide(randomUUID());
    (await one.readFile.call(2)).fail(finalFailure('DamagedFileError'));
    expect(await one.result()).toMatchObject({ status: 'cancelled' });
    expect(await one.scheduled('readFile')).toHaveLength(2);
  });

  it.concurrent.each(['ConservationBroken', 'DatabaseAway'])(
    'gives up a matching that fails with %s, and does not try it again without a pause',
    async (type) => {
      const one = await startReviewedImport(stage);
      await one.signal('rematch');
      const matching = await one.rematchRows.call(1);
      one.applyImportDecision.open(() => decided('cancelled', 4));
      await one.decide(randomUUID());
      // Begun before the end: it may have seen the draft.
      matching.fail(finalFailure(type));
      (await one.rematchRows.call(2)).fail(finalFailure(type));
      expect(await one.result()).toMatchObject({ status: 'cancelled' });
      expect(await one.scheduled('rematchRows')).toHaveLength(2);
      expect(await one.details()).not.toContain('stopped');
    },
  );
});
