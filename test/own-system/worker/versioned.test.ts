import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { readWorkerSettings } from '../../../config/worker-settings';
import { type RunningWorker, startWorker } from '../../../worker/start-worker';
import { newAccount, sendState } from '../../setup/accounts';
import { callFile, codedAccount } from '../../setup/calls';
import { approve, complete, importFile, importState } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';

let system: OwnSystem;
const workers: RunningWorker[] = [];
beforeAll(async () => {
  system = await startSystem({ worker: false });
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await system.stop();
});

const deploymentName = `billing-${randomUUID()}`;

async function startVersion(buildId: string): Promise<RunningWorker> {
  const versioned = { TEMPORAL_DEPLOYMENT_NAME: deploymentName, TEMPORAL_WORKER_BUILD_ID: buildId };
  const worker = await startWorker(
    readWorkerSettings({ ...system.env, ...versioned }),
    pino({ level: process.env.TEST_LOG ?? 'silent' }),
  );
  workers.push(worker);
  return worker;
}

/** As `temporal worker deployment set-current-version` does; once the server has heard of the version. */
async function makeCurrent(buildId: string): Promise<void> {
  const { workflowService } = system.temporal;
  const set = () =>
    workflowService.setWorkerDeploymentCurrentVersion({ namespace: 'default', deploymentName, buildId }).then(
      () => true,
      () => false,
    );
  await until(set, (done) => done);
}

it('runs nothing before its version is current, and hands what waits to the next version', async () => {
  const first = await startVersion('1');
  const { id } = await newAccount(system, { sendToConnect: true });
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(await sendState(system, id, ['requested'])).toMatchObject({ state: 'requested' });
  await makeCurrent('1');
  await sendState(system, id, ['linked']);

  const { code } = await codedAccount(system);
  const found = await importFile(system, { content: callFile([{ code, sell: '0.5' }]) });
  await complete(system, found.batchSheetId);
  await importState(system, found.id, ['completed']);
  await startVersion('2');
  await makeCurrent('2');
  await first.stop();
  await approve(system, found.batchSheetId);
  await importState(system, found.id, ['posted']);
});
