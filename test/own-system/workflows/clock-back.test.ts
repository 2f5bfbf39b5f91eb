import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { ImportStatus } from '../../../domain/imports/import-states';
import { projectRoot } from '../../../config/project-root';
import {
  chargeImportId,
  chargeImportWorkflow,
  importMessages,
  type ImportProgress,
} from '../../../workflows/charge-import/contract';
import { activityKinds, activityQueue } from '../../../workflows/contract';
import { until } from '../../setup/system';

const progress = (status: ImportStatus, asOf: string, revision?: number): ImportProgress => ({
  asOf,
  ...(revision === undefined ? {} : { revision }),
  status,
  totalRows: 1,
  unmatchedRows: 0,
  figures: { currency: 'GBP', rows: {}, amounts: {}, sheet: null, failure: null },
});

/** Runs the workflow with activities that say where the import stands; an approval comes once it is completed. */
async function postedAfter(approved: ImportProgress): Promise<{ posted: number; last: string | undefined }> {
  const address = process.env.TEST_TEMPORAL_ADDRESS;
  const [native, connection] = await Promise.all([
    NativeConnection.connect({ address }),
    Connection.connect({ address }),
  ]);
  const client = new Client({ connection });
  const taskQueue = `test-${randomUUID()}`;
  const importId = randomUUID();
  let posted = 0;
  const activities = {
    readFile: () => Promise.resolve(progress('matching', '2026-05-01T10:00:00Z', 4)),
    matchRows: () => Promise.resolve(progress('completed', '2026-05-01T10:00:30Z', 5)),
    applyImportDecision: () =>
      Promise.resolve({
        result: 'applied',
        problem: null,
        detail: null,
        state: 'approved',
        progress: approved,
      }),
    postCharges: () => {
      posted += 1;
      return Promise.resolve(progress('posted', '2026-05-01T10:02:00Z', 8));
    },
  };
  const workers = await Promise.all([
    Worker.create({
      connection: native,
      taskQueue,
      workflowBundle: { code: readFileSync(path.join(projectRoot(), 'dist/workflow-bundle.js'), 'utf8') },
    }),
    ...activityKinds.map((kind) =>
      Worker.create({ connection: native, taskQueue: activityQueue(taskQueue, kind), activities }),
    ),
  ]);
  const job = async () => {
    const handle = await client.workflow.start(chargeImportWorkflow, {
      taskQueue,
      workflowId: chargeImportId(importId),
      args: [{ importId }],
    });
    await until(
      () => handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata'),
      ({ currentDetails }) => currentDetails?.includes('### completed') ?? false,
    );
    await handle.executeUpdate(importMessages.decide, { args: [{ decisionId: randomUUID() }] });
    const last = (await Promise.race([
      handle.result(),
      new Promise((resolve) => setTimeout(resolve, 5_000).unref()),
    ])) as ImportProgress | undefined;
    return { posted, last: last?.status };
  };
  const outcome = await workers.reduce<() => Promise<{ posted: number; last: string | undefined }>>(
    (run, worker) => () => worker.runUntil(run),
    job,
  )();
  await Promise.all([native.close(), connection.close()]);
  return outcome;
}

it.each([
  ['the clock of the database went back', progress('approved', '2026-05-01T10:00:00.500Z', 6)],
  ['the database was restored to an earlier state', progress('approved', '2026-05-01T10:01:00Z', 2)],
  ['the worker is one of before, and the clock goes right', progress('approved', '2026-05-01T10:01:00Z')],
])('posts what was approved, where %s', async (_, approved) => {
  expect(await postedAfter(approved)).toEqual({ posted: 1, last: 'posted' });
});
