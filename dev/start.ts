import { parseArgs } from 'node:util';
import { projectRoot } from '../prisma/project-root';
import { PartDied } from './processes/until-ready';
import { startStack } from './stack';
import { describeWhereToLook } from './stack/where-to-look';

const USAGE = `npm start [-- --fresh]

Starts Temporal, PostgreSQL, the Connect sandbox, worker and API on this machine, seeded.

  --fresh   begins again: deletes what earlier runs kept
  --watch   compiles on change and starts worker and API again (npm run dev)
  --help    shows this

DATABASE_URL, TEMPORAL_ADDRESS, CONNECT_BASE_URL with CONNECT_API_KEY: use yours instead.`;

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
  const interrupted = new AbortController();
  const killed = new AbortController();
  onInterrupt(interrupted, killed);
  const log = (line: string) => console.log(line);
  const stack = await startStack({
    root,
    fresh,
    watch,
    log,
    signal: interrupted.signal,
    killed: killed.signal,
  });
  console.log(describeWhereToLook(stack.info, root, Date.now() - began));
  const end = await Promise.race([stack.died, untilAborted(interrupted.signal)]);
  if (end) console.error(new PartDied(end).message);
  console.log('Stopping …');
  await stack.stop();
  console.log('All stopped; the state is kept.');
  return end ? 1 : 0;
}

/** @throws Error that names the argument that is not known. */
function readOptions() {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new Error(
      `${(error as Error).message.split('. ')[0]}; \`npm start -- --help\` shows what there is.`,
    );
  }
}

/** One Ctrl-C reaches us twice, from the terminal and from npm: what comes within a second counts as one. */
function onInterrupt(first: AbortController, again: AbortController): void {
  let since: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (since === undefined) first.abort();
      else if (Date.now() - since > 1_000) again.abort();
      since ??= Date.now();
    });
}

function untilAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    const asked = error.name === 'AbortError';
    console.error(asked ? 'Stopped before it was ready; the state is kept.' : error.message);
    process.exit(asked ? 0 : 1);
  },
);
