import { parseArgs } from 'node:util';
import { projectRoot } from '../../config/project-root';
import { startStack } from './stack';
import { listenForInterrupts, untilStopped } from './stack/until-stopped';
import { describeWhereToLook } from './stack/where-to-look';

const USAGE = `npm start [-- --fresh]

Starts Temporal, PostgreSQL, the Connect sandbox, an OIDC issuer, worker, API and console on this machine, seeded.

  --fresh   starts again: deletes the state of earlier runs
  --watch   compiles on change, restarts worker and API, reloads the console (npm run dev)
  --help    shows this

DATABASE_URL, TEMPORAL_ADDRESS, CONNECT_BASE_URL with CONNECT_API_KEY: use your own instead.
OPERATE_CONNECT_STATE_DIR: keeps the state there instead of in .operate-connect.`;

const options = {
  fresh: { type: 'boolean' },
  watch: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

async function main(): Promise<number> {
  const { fresh, watch, help } = readOptions();
  if (help) {
    console.log(USAGE);
    return 0;
  }
  const began = Date.now();
  const root = projectRoot();
  const { asked, insisted } = listenForInterrupts();
  const log = (line: string) => console.log(line);
  const stack = await startStack({
    root,
    fresh,
    watch,
    log,
    signal: asked,
    killed: insisted,
  });
  console.log(describeWhereToLook(stack.info, root, Date.now() - began));
  return untilStopped(stack, asked);
}

/** @throws Error that names the unknown argument. */
function readOptions() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message.split('. ')[0]}; \`npm start -- --help\` shows the options.`);
  }
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    const asked = error.name === 'AbortError';
    console.error(asked ? 'Stopped before it was ready; the state is kept.' : error.message);
    process.exit(asked ? 0 : 1);
  },
);
