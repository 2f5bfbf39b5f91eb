import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { projectRoot } from '../../config/project-root';
import { payloadConverterPath } from '../../worker/data-converter';
import { progress, startImport } from './setup/imports';
import { finalFailure } from './setup/scene';
import { linked, outcome, startSend } from './setup/sends';
import { openStage, type Stage } from './setup/stage';

let stage: Stage;
beforeAll(async () => {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(projectRoot(), 'dist/workflows/index.js'),
    workflowInterceptorModules: [path.join(__dirname, 'setup/short-timers.ts')],
    payloadConverterPath,
    logger: new DefaultLogger('ERROR'),
  });
  stage = await openStage(code);
});
afterAll(() => stage.close());

it.concurrent.each(['needs-decision', 'unknown'] as const)(
  'looks again at a send in %s after a day, though nobody has woken it and no try is due',
  async (state) => {
    const send = await startSend(stage);
    (await send.settleClient.call(1)).release(outcome(state));
    (await send.settleClient.call(2)).release(linked);
    expect(await send.result()).toEqual(linked);
  },
);

it.concurrent('tries again by itself what may pass, until it is done', async () => {
  const one = await startImport(stage);
  for (const nth of [1, 2, 3]) (await one.readFile.call(nth)).fail(finalFailure('DatabaseAway'));
  const fourth = await one.readFile.call(4);
  expect(await one.details()).not.toContain('not progressing');
  fourth.release(progress('matching', 2));
  (await one.matchRows.call(1)).fail(finalFailure('DatabaseAway'));
  (await one.matchRows.call(2)).release(progress('cancelled', 3));
  expect(await one.result()).toMatchObject({ status: 'cancelled' });
});

it.concurrent('tries again by itself to match a draft, too', async () => {
  const one = await startImport(stage);
  one.readFile.open(() => progress('matching', 2));
  one.matchRows.open(() => progress('in-review', 3));
  await one.untilDetails('### in-review');
  await one.signal('rematch');
  (await one.rematchRows.call(1)).fail(finalFailure('DatabaseAway'));
  (await one.rematchRows.call(2)).release(progress('cancelled', 4));
  expect(await one.result()).toMatchObject({ status: 'cancelled' });
});
