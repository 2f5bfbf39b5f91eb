import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import path from 'node:path';
import { type Ending, endProcess, GRACEFUL, killGroup, sendSignal } from './end-process';
import { lastLines } from './last-lines';
import { pauseProcess } from './pause-process';

export interface PartOptions {
  name: string;
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Appends to the log of this run instead of starting a new one. */
  append?: boolean;
  /** Runs it as another user; only possible as root. */
  user?: { uid: number; gid: number };
  ending?: Ending;
  /** How it is killed: its process group, by default. */
  killSignal?: NodeJS.Signals;
  /** Called at once, before anything else can happen: if we are killed now, no unrecorded process may be left. */
  record?: (process: StartedProcess) => void;
}

export interface StartedProcess {
  name: string;
  pid: number;
  /** As it was started, and as `ps` will show it. */
  command: string;
  ending: Ending;
}

/** How a part ended. */
export interface PartEnd {
  part: string;
  code: number | null;
  signal: NodeJS.Signals | null;
  lastLines: string[];
}

/** A process of the stack. */
export interface Part {
  name: string;
  pid: number;
  logFile: string;
  ending: Ending;
  /** Resolves when the process is gone, for whatever reason. */
  ended: Promise<PartEnd>;
  /** True once it was asked to stop: its end is then expected. */
  isStopping(): boolean;
  stop(): Promise<void>;
  /** Pauses it, with its descendants, until `resume`, `stop` or `kill`. */
  pause(): void;
  resume(): void;
  /** @param signal Defaults to the part's own. */
  kill(signal?: NodeJS.Signals): void;
}

/**
 * Starts a process in its own group, so that a Ctrl-C in the terminal reaches only us.
 * @throws Error if the program cannot be started at all.
 */
export async function startPart(options: PartOptions): Promise<Part> {
  const log = openLog(options.logFile, options.append ?? false);
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ['ignore', log, log],
    ...options.user,
  });
  const ending = options.ending ?? GRACEFUL;
  if (child.pid !== undefined)
    options.record?.({
      name: options.name,
      pid: child.pid,
      command: [options.command, ...options.args].join(' '),
      ending,
    });
  const ended = new Promise<PartEnd>((resolve) => {
    child.once('exit', (code, signal) =>
      resolve({ part: options.name, code, signal, lastLines: lastLines(options.logFile, 15) }),
    );
  });
  try {
    await new Promise((resolve, reject) =>
      child.once('spawn', () => resolve(undefined)).once('error', reject),
    );
  } catch (error) {
    throw new Error(`${options.name} cannot be started: ${(error as Error).message}`, { cause: error });
  } finally {
    closeSync(log);
  }
  const pid = child.pid as number;
  let stopping = false;
  let resume = () => undefined as void;
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    name: options.name,
    pid,
    logFile: options.logFile,
    ending,
    ended,
    isStopping: () => stopping,
    async stop() {
      stopping = true;
      resume();
      if (!hasEnded()) await endProcess(pid, ending);
      await ended;
    },
    pause() {
      resume();
      if (!hasEnded()) resume = pauseProcess(pid);
    },
    resume: () => resume(),
    kill(signal = options.killSignal) {
      stopping = true;
      resume();
      if (hasEnded()) return;
      if (signal && signal !== 'SIGKILL') sendSignal(pid, signal);
      else killGroup(pid);
    },
  };
}

function openLog(file: string, append: boolean): number {
  mkdirSync(path.dirname(file), { recursive: true });
  if (!append && existsSync(file)) renameSync(file, file.replace(/\.log$/, '.previous.log'));
  return openSync(file, 'a');
}
