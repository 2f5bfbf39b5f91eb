import { parseArgs } from 'node:util';
import { projectRoot } from '../../../config/project-root';
import { PartDied } from '../../launcher/processes/until-ready';
import { readSeed } from '../../launcher/seed/seed-files';
import { readRunningStack } from '../../launcher/stack';
import { stateFolder } from '../../launcher/stack/state-folder';
import {
  type Interrupts,
  listenForInterrupts,
  stopAndSay,
  untilStopped,
} from '../../launcher/stack/until-stopped';
import { findOrStart, type FoundStack } from './find-or-start';
import { Narrator } from './narrator';
import { showScreens } from './show-screens';
import { takeTour } from './take-tour';

const USAGE = `npm run demo [-- --once] [-- --screens]

A tour of both jobs: sends accounts to Connect, imports their calls, posts the charges, and checks each step.
Starts the stack if none runs. It can be repeated on the same state.

  --once    stops what it started; exits 0 only if every step succeeded
  --screens walks through the console, too, in a browser (visible where there is a display), and keeps pictures
  --help    shows this

OPERATE_CONNECT_STATE_DIR: keeps the state there instead of in .operate-connect.`;

const NEEDS_SANDBOX =
  "The tour creates calls, which only the project's own Connect sandbox allows: it needs a stack that was " +
  'started without CONNECT_BASE_URL.';

/** The shell's exit code for a program ended by Ctrl-C. */
const INTERRUPTED = 130;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

async function main(interrupts: Interrupts): Promise<number> {
  const { once = false, screens = false, help } = readOptions();
  if (help) {
    console.log(USAGE);
    return 0;
  }
  const root = projectRoot();
  if (process.env.CONNECT_BASE_URL && !(await readRunningStack(root))) throw new Error(NEEDS_SANDBOX);
  console.log('The stack: Temporal, PostgreSQL, Connect sandbox, worker and API.');
  const found = await findOrStart(root, interrupts);
  const { own, info } = found;
  console.log(
    `   ${own ? `Ready ${seconds(sinceStart())} after the start` : 'It is already running'}: ${info.console}`,
  );
  console.log(`   Temporal UI: ${info.temporalUi ?? `of ${info.temporal}`}`);
  let code = await tour(found, root, interrupts);
  if (code === 0 && screens) code = await showScreens(info, root, interrupts.asked);
  if (!own) {
    console.log('The stack stays up: stop it where it was started.');
    return code;
  }
  if (once || interrupts.asked.aborted) {
    await stopAndSay(own);
    return code;
  }
  console.log(
    [
      `The console: ${info.console}`,
      '   Sign in as Omar (ops), open Batch sheets, and see what was charged. Then open Imports, New import, and',
      '   bring a file of your own: Omar completes its sheet, Ana (approver) approves it.',
      `The stack stays up; Temporal UI: ${info.temporalUi}. Ctrl-C stops it.`,
    ].join('\n'),
  );
  return (await untilStopped(own, interrupts.asked)) || code;
}

/** @returns the exit code: 0 only if every step succeeded. */
async function tour({ info, own }: FoundStack, root: string, { asked }: Interrupts): Promise<number> {
  const { connectControl } = info;
  if (!connectControl) return failed(NEEDS_SANDBOX);
  const began = Date.now();
  const died = new AbortController();
  void own?.died.then((end) => died.abort(new PartDied(end)));
  const signal = AbortSignal.any([asked, died.signal]);
  try {
    const options = {
      stack: { ...info, connectControl },
      seed: readSeed(root),
      narrator: new Narrator(signal),
      signal,
    };
    const postedAt = await takeTour(options, stateFolder(root));
    console.log(
      `\nEvery step succeeded. Charges posted ${seconds(sinceStart(postedAt))} after the start, ` +
        `${seconds(postedAt - began)} after the stack was up; all done after ${seconds(sinceStart())}.`,
    );
    return 0;
  } catch (error) {
    if (died.signal.aborted) return failed((died.signal.reason as Error).message);
    if (!asked.aborted) return failed((error as Error).message);
    console.error('\nThe tour was interrupted; it can be repeated.');
    return INTERRUPTED;
  }
}

function failed(why: string): number {
  console.error(`\nThe tour failed. ${why}`);
  return 1;
}

const sinceStart = (at = Date.now()): number => at - performance.timeOrigin;

/** @throws Error that names the unknown argument. */
function readOptions() {
  const flag = { type: 'boolean' } as const;
  const options = { once: flag, screens: flag, help: flag } as const;
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new Error(
      `${(error as Error).message.split('. ')[0]}; \`npm run demo -- --help\` shows the options.`,
    );
  }
}

const interrupts = listenForInterrupts();
main(interrupts).then(
  (code) => process.exit(code),
  (error: Error) => {
    const stopped = interrupts.asked.aborted;
    console.error(stopped ? 'Stopped before it was ready; the state is kept.' : error.message);
    process.exit(stopped ? INTERRUPTED : 1);
  },
);
