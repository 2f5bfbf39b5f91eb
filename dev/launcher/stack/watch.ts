import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startPart } from '../processes/part';
import { startNodePart } from './node-part';
import { type Run } from './run';
import { type Services } from './services';

const run = promisify(execFile);
const LOOK_EVERY_MS = 300;

/** Compiles on every change of the sources and, if that succeeded, restarts worker and API. */
export async function watchSources(stack: Run, services: Services): Promise<void> {
  const { root, logs } = stack.state;
  const compiler = await startPart({
    name: 'compiler',
    command: process.execPath,
    args: [
      path.join(root, 'node_modules/typescript/bin/tsc'),
      '-p',
      'tsconfig.build.json',
      '--watch',
      '--preserveWatchOutput',
    ],
    cwd: root,
    env: stack.env,
    logFile: path.join(logs, 'compiler.log'),
    record: stack.parts.record,
  });
  stack.parts.add(compiler);
  stack.log('Watching the sources: worker and API restart after a change.');
  void followCompiler(compiler, async (faults) => {
    if (faults > 0) return stack.log(`${faults} compile errors in the sources; see ${compiler.logFile}`);
    await restart(stack, services).catch((error: Error) => stack.log(`Not restarted: ${error.message}`));
  });
}

/** Calls back after each compilation but the first, with the number of faults found. */
async function followCompiler(
  compiler: { logFile: string; isStopping(): boolean },
  onCompiled: (faults: number) => unknown,
): Promise<void> {
  for (let seen = 1; !compiler.isStopping(); await sleep(LOOK_EVERY_MS)) {
    const compiled = [...readFileSync(compiler.logFile, 'utf8').matchAll(/Found (\d+) errors?\. Watching/g)];
    if (compiled.length <= seen) continue;
    seen = compiled.length;
    await onCompiled(Number(compiled.at(-1)?.[1]));
  }
}

async function restart(stack: Run, { api, worker }: Services): Promise<void> {
  await run(process.execPath, ['dist/worker/build-workflow-bundle.js'], { cwd: stack.state.root });
  await Promise.all(stack.parts.named([api.name, worker.name]).map((part) => part.stop()));
  await Promise.all([startNodePart(stack, api, true), startNodePart(stack, worker, true)]);
  stack.log('Worker and API were restarted.');
}
