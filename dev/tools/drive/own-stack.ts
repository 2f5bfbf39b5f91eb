import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../../config/project-root';
import { PartDied } from '../../launcher/processes/until-ready';
import { type ApiClient, apiClient } from '../../launcher/seed/http-client';
import { type KeyName } from '../../launcher/stack/keys';
import { type Stack, type StackInfo, type StackOptions, startStack } from '../../launcher/stack';

/** A separate stack in its own folder, which is deleted with it: nothing done to it disturbs anybody. */
export interface OwnStack {
  info: StackInfo;
  /** The API as each of the sample persons. */
  as: Record<KeyName, ApiClient>;
  folder: string;
  /** The contents of the stack. */
  state: string;
  pidOf(part: string): number;
  /** Kills a part as a crash would; and restarts it in its place. */
  crash: Stack['crash'];
  startAgain: Stack['startAgain'];
  /** Pauses a part; and lets it continue. */
  pause: Stack['pause'];
  resume: Stack['resume'];
  /** Rejects when a part ends unexpectedly, with its last lines. */
  died: Promise<never>;
  stop(): Promise<void>;
}

export interface OwnStackOptions {
  /** Becomes part of the folder's name. */
  purpose: string;
  signal: AbortSignal;
  env?: NodeJS.ProcessEnv;
  partEnv?: StackOptions['partEnv'];
  /** How long a request of `as` may take before it is given up, in milliseconds. */
  requestTimeoutMs?: number;
}

/** Started from the same programs and settings as `npm start`, except for `env`. */
export async function startOwnStack({
  purpose,
  signal,
  env = {},
  partEnv,
  requestTimeoutMs,
}: OwnStackOptions): Promise<OwnStack> {
  const folder = mkdtempSync(path.join(os.tmpdir(), `operate-connect-${purpose}-`));
  chmodSync(folder, 0o755); // PostgreSQL's own user must get in
  const state = path.join(folder, 'state');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const stack = await startStack({
    root: projectRoot(),
    env: { ...process.env, OPERATE_CONNECT_STATE_DIR: state, ...env },
    partEnv,
    log: () => undefined,
    signal,
  }).catch((error: unknown) => {
    remove();
    throw error;
  });
  const died = stack.died.then((end) => Promise.reject(new PartDied(end)));
  died.catch(() => undefined); // reported by whoever awaits it
  const { api, keys } = stack.info;
  const as = Object.fromEntries(
    Object.entries(keys).map(([name, key]) => [name, apiClient(api, key, signal, requestTimeoutMs)]),
  ) as Record<KeyName, ApiClient>;
  return {
    info: stack.info,
    as,
    folder,
    state,
    crash: stack.crash,
    startAgain: stack.startAgain,
    pause: stack.pause,
    resume: stack.resume,
    died,
    pidOf: (part) => pidOf(path.join(state, 'processes.json'), part),
    async stop() {
      await stack.stop();
      remove();
    },
  };
}

function pidOf(processesFile: string, part: string): number {
  const { children } = JSON.parse(readFileSync(processesFile, 'utf8')) as {
    children: { name: string; pid: number }[];
  };
  const found = children.find(({ name }) => name === part);
  if (!found) throw new Error(`no ${part} runs`);
  return found.pid;
}
