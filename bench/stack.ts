import { mkdtempSync, readFileSync, rmSync, chmodSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../prisma/project-root';
import { type StackInfo, startStack } from '../dev/stack';
import { type HttpClient, httpClient } from '../dev/seed/http-client';

export interface BenchStack {
  info: StackInfo;
  as: { ops: HttpClient; approver: HttpClient; admin: HttpClient };
  /** Process id of the worker. */
  worker: number;
  /** A folder that goes with the stack. */
  folder: string;
  stop(): Promise<void>;
}

/** A stack of its own, from the same programs and settings as `npm start`, in a folder that is removed afterwards. */
export async function startBenchStack(signal: AbortSignal): Promise<BenchStack> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'operate-connect-bench-'));
  chmodSync(folder, 0o755); // PostgreSQL's own user must get in
  const state = path.join(folder, 'state');
  const env = {
    ...process.env,
    OPERATE_CONNECT_STATE_DIR: state,
    CONNECT_CALLS_PER_SECOND: '100000',
    LOG_LEVEL: process.env.BENCH_LOG ?? 'warn',
  };
  const stack = await startStack({ root: projectRoot(), env, log: () => undefined, signal }).catch(
    (error: unknown) => {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    },
  );
  const { api, keys } = stack.info;
  const { children } = JSON.parse(readFileSync(path.join(state, 'processes.json'), 'utf8')) as {
    children: { name: string; pid: number }[];
  };
  return {
    info: stack.info,
    as: {
      ops: httpClient(api, keys.ops),
      approver: httpClient(api, keys.approver),
      admin: httpClient(api, keys.admin),
    },
    worker: children.find(({ name }) => name === 'worker')?.pid ?? 0,
    folder,
    async stop() {
      await stack.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
