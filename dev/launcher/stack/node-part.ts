import path from 'node:path';
import { startPart } from '../processes/part';
import { untilReady } from '../processes/until-ready';
import { type Run } from './run';

export interface NodePart {
  name: string;
  /** The compiled entry point, below dist/. */
  main: string;
  /** Further flags of Node. */
  flags?: string[];
  env: NodeJS.ProcessEnv;
  isReady: () => Promise<boolean>;
}

/** Starts one of our own programs and waits until it is ready. */
export async function startNodePart(
  run: Run,
  { name, main, flags = [], env, isReady }: NodePart,
  append = false,
): Promise<void> {
  const part = await startPart({
    name,
    command: process.execPath,
    args: ['--enable-source-maps', ...flags, path.join(run.state.root, 'dist', main)],
    cwd: run.state.root,
    env: { ...run.env, ...env, ...(await run.partEnv(name, env)) },
    logFile: path.join(run.state.logs, `${name}.log`),
    append,
    record: run.parts.record,
  });
  run.parts.add(part);
  await untilReady(part, isReady, { signal: run.signal });
}
