import path from 'node:path';
import { startPart } from '../processes/part';
import { answersOk, untilReady } from '../processes/until-ready';
import { type Run } from './run';

/** Serves the console from its sources, so that a change shows at once; everything else it passes on to the API. */
export async function startVite(run: Run, { url, api }: { url: string; api: string }): Promise<void> {
  const { root, logs } = run.state;
  const part = await startPart({
    name: 'console',
    command: process.execPath,
    args: [
      path.join(root, 'node_modules/vite/bin/vite.js'),
      ...['--config', 'console/vite.config.mts', '--port', new URL(url).port],
    ],
    cwd: root,
    env: { ...run.env, CONSOLE_API_URL: api },
    logFile: path.join(logs, 'console.log'),
    record: run.parts.record,
  });
  run.parts.add(part);
  await untilReady(part, () => answersOk(`${url}/livez`), { signal: run.signal });
}
