import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { withConcurrency } from '../activities/with-concurrency';
import { openDatabase } from '../prisma/client/database';
import type { OwnStack } from '../dev/tools/drive/own-stack';

export interface SendTimes {
  count: number;
  inFlight: number;
  perSecond: number;
  /** Milliseconds from start to end of each. */
  p50: number;
  p99: number;
}

const inFlight = 50;
const lookEveryMs = 100;

/** One-activity workflows, fifty in flight: the cost of Temporal itself. */
export async function measureBareWorkflows({ info }: OwnStack, count: number): Promise<SendTimes> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const taskQueue = `bench-${randomUUID()}`;
  const address = { address: info.temporal };
  const [native, connection] = [await NativeConnection.connect(address), await Connection.connect(address)];
  const logger = new DefaultLogger('ERROR');
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: path.join(__dirname, 'bare-workflow.js'),
    logger,
  });
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    workflowBundle,
    activities: { nothing: () => Promise.resolve() },
    maxConcurrentActivityTaskExecutions: 20,
  });
  const { workflow } = new Client({ connection });
  try {
    return await worker.runUntil(() =>
      measure(count, async () => {
        const begun = performance.now();
        await workflow.execute('bare', { taskQueue, workflowId: randomUUID() });
        return performance.now() - begun;
      }),
    );
  } finally {
    await Promise.all([native.close(), connection.close()]);
  }
}

/** Accounts sent to Connect, fifty in flight, from the press to the link, by the database's timestamps. */
export async function measureSends({ as, info }: OwnStack, count: number): Promise<SendTimes> {
  const database = openDatabase(info.database);
  try {
    const [location] = await database.query<{ id: string }>(
      `SELECT id FROM location WHERE name = 'London Bridge'`,
    );
    const run = randomUUID().slice(0, 8);
    let made = 0;
    return await measure(count, async () => {
      const { id } = await as.ops.post('/v1/accounts', {
        accountsId: `BENCH-${run}-${++made}`,
        name: `Tenant ${run} ${made}`,
        type: 'Residential',
        locationId: location?.id ?? '',
      });
      await as.ops.post(`/v1/accounts/${id}/send-to-connect`);
      for (;;) {
        const [linked] = await database.query<{ ms: number }>(
          `SELECT extract(epoch FROM l.linked_at - s.requested_at)::float8 * 1000 AS ms
           FROM connect_link l JOIN connect_send s USING (account_id) WHERE account_id = $1`,
          [id],
        );
        if (linked) return linked.ms;
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
    });
  } finally {
    await database.close();
  }
}

async function measure(count: number, one: () => Promise<number>): Promise<SendTimes> {
  const took: number[] = [];
  const begun = performance.now();
  await withConcurrency(
    Array.from({ length: count }, (_, at) => at),
    inFlight,
    async () => void took.push(await one()),
  );
  const perSecond = count / ((performance.now() - begun) / 1000);
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(count - 1, Math.floor(count * share))] ?? 0;
  return { count, inFlight, perSecond, p50: at(0.5), p99: at(0.99) };
}
