import { randomUUID } from 'node:crypto';
import { decided, progress, startImport } from '../setup/imports';
import { openStage, type Stage } from '../setup/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Approved, and its charges are being posted. */
async function postingImport() {
  const one = await startImport(stage);
  one.readFile.open(() => progress('approved', 4));
  one.matchRows.open(() => progress('approved', 4));
  return { ...one, posting: await one.postCharges.call(1) };
}
const refused = { ...decided('posted', 6), result: 'refused', problem: 'wrong-state' } as const;

it('answers an Update that comes in the task in which the workflow would end', async () => {
  const one = await postingImport();
  let answer: Promise<unknown> | undefined;
  await stage.whilePaused(async () => {
    answer = one.decide(randomUUID());
    await one.untilTask();
    one.posting.release(progress('posted', 6));
    await one.untilAnswered();
  });
  const call = await one.applyImportDecision.call(1);
  expect((await one.handle.describe()).status.name).toBe('RUNNING');
  call.release(refused);
  expect(await answer).toEqual(refused);
  expect(await one.result()).toMatchObject({ status: 'posted' });
});

it('applies decisions that come as Signals in that task, each before it ends', async () => {
  const one = await postingImport();
  const ids = [randomUUID(), randomUUID()];
  await stage.whilePaused(async () => {
    one.posting.release(progress('posted', 6));
    await one.untilAnswered();
    for (const decisionId of ids) await one.signal('decide', { decisionId });
  });
  one.applyImportDecision.open(() => refused);
  expect(await one.result()).toMatchObject({ status: 'posted' });
  expect(await one.scheduled('applyImportDecision')).toMatchObject(ids.map((decisionId) => ({ decisionId })));
});

it('matches again before it ends where it was asked to in that task', async () => {
  const one = await postingImport();
  await stage.whilePaused(async () => {
    one.posting.release(progress('posted', 6));
    await one.untilAnswered();
    await one.signal('rematch');
  });
  (await one.rematchRows.call(1)).release(progress('posted', 6));
  expect(await one.result()).toMatchObject({ status: 'posted' });
});

it('takes what was sent before its first task', async () => {
  let one: Awaited<ReturnType<typeof startImport>> | undefined;
  let answer: Promise<unknown> | undefined;
  const [told, asked] = [randomUUID(), randomUUID()];
  await stage.whilePaused(async () => {
    one = await startImport(stage);
    await one.signal('decide', { decisionId: told });
    await one.signal('rematch');
    answer = one.decide(asked);
  });
  one?.applyImportDecision.open(() => decided('cancelled', 2));
  expect(await answer).toEqual(decided('cancelled', 2));
  expect((await one?.rematchRows.call(1))?.input).toEqual({ importId: one?.importId });
  const ids = (await one?.scheduled('applyImportDecision')) as { decisionId: string }[];
  expect(ids.map(({ decisionId }) => decisionId).sort()).toEqual([told, asked].sort());
});
