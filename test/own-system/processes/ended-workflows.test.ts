import { chargeImportId } from '../../../workflows/charge-import/contract';
import { sendToConnectId } from '../../../workflows/send-to-connect/contract';
import { newAccount, sendState } from '../../setup/accounts';
import { callFile, codedAccount } from '../../setup/calls';
import { misbehave } from '../../setup/connect';
import { holdCharge, holdUp } from '../../setup/hold-up';
import { approve, complete, importFile, importState, upload } from '../../setup/imports';
import { type ProcessSystem, startProcessSystem } from '../../setup/process-system';
import { until } from '../../setup/system';

/** Nobody presses anything: the worker looks after it within a minute. */
const within = 60_000;
type HowItEnds = 'terminated' | 'cancelled' | 'deleted';
let system: ProcessSystem;
let waiting: string;
let reviewed: string;
let matching: string;
let posting: string;

async function newImport(): Promise<{ content: string }> {
  const { code } = await codedAccount(system);
  return { content: callFile([{ code, sell: '1' }]) };
}

async function end(workflowId: string, how: HowItEnds): Promise<void> {
  const { connection, workflow, options } = system.temporal;
  const handle = workflow.getHandle(workflowId);
  if (how === 'terminated') await handle.terminate('by a test');
  if (how === 'cancelled') await handle.cancel();
  if (how === 'deleted')
    await connection.workflowService.deleteWorkflowExecution({
      namespace: options.namespace,
      workflowExecution: { workflowId },
    });
}

const runs = async (workflowId: string) =>
  system.temporal.workflow
    .getHandle(workflowId)
    .describe()
    .then(
      ({ status, runId }) => ({ running: status.name === 'RUNNING', runId }),
      () => ({ running: false, runId: '' }),
    );

/** A send that waits, and imports in matching, in review and in posting, whose workflows come to their end. */
beforeAll(async () => {
  system = await startProcessSystem();
  const worker = await system.workerProcess();
  const throttled = { operation: 'search', status: 429, retryAfter: '20', times: 1 };
  await misbehave(system, { rules: [throttled] });
  waiting = (await newAccount(system, { sendToConnect: true })).id;
  await sendState(system, waiting, ['waiting']);
  reviewed = (await importFile(system, await newImport())).id;
  const toPost = await importFile(system, await newImport());
  posting = toPost.id;
  const charge = await holdCharge(system.databaseUrl, posting, 1);
  await complete(system, toPost.batchSheetId);
  await approve(system, toPost.batchSheetId);
  await charge.somebodyWaits();
  const sheets = await holdUp(system.databaseUrl, 'LOCK TABLE batch_sheet IN SHARE MODE');
  matching = (await upload(system, await newImport())).body.id;
  await sheets.somebodyWaits();

  // It was in the middle of all of it, and what it had begun came to nothing.
  worker.signal('SIGKILL');
  await worker.ended;
  await end(sendToConnectId(waiting), 'cancelled');
  await end(chargeImportId(reviewed), 'terminated');
  await end(chargeImportId(posting), 'deleted');
  await end(chargeImportId(matching), 'terminated');
  for (const held of [charge, sheets]) await held.release();
  await system.workerProcess();
}, 120_000);
afterAll(() => system?.stop());

it('sends what waited', async () => {
  expect((await sendState(system, waiting, ['linked'], within)).client).not.toBeNull();
});

it('matches what was being matched', async () => {
  await importState(system, matching, ['in-review'], within);
});

it('posts what was being posted', async () => {
  await importState(system, posting, ['posted'], within);
});

it('has what waits for people wait in a workflow again', async () => {
  await until(
    () => runs(chargeImportId(reviewed)),
    ({ running }) => running,
    within,
  );
});
