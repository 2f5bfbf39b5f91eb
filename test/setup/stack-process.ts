import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isAlive } from '../../dev/launcher/processes/end-process';
import { endLeftovers } from '../../dev/launcher/stack/process-record';
import type { StackInfo } from '../../dev/launcher/stack';
import { possibleData } from '../../dev/launcher/embedded-postgres/place';
import { stopLeftoverServer } from '../../dev/launcher/embedded-postgres/stop-leftover';
import { type Program, startProgram } from './program';
import { askApi, type System, until, type Who } from './system';
import { removeTestState } from './test-services';

/** `npm start` as a process, on a state folder of its own. */
export interface StackProcess {
  program: Program;
  info: StackInfo;
  /** Pids of its parts by name, and its own as `parent`. */
  pids: Record<string, number>;
  /** What the steps of test/setup want of a system. */
  system: System;
}

export interface StackState {
  folder: string;
  file(name: string): string;
  /** Starts it, without waiting for anything. */
  launch(): Program;
  start(): Promise<StackProcess>;
  /** All logs of its parts, by file name. */
  logs(): Record<string, string>;
  remove(): Promise<void>;
}

interface ProcessRecord {
  parent: { pid: number };
  children: { name: string; pid: number }[];
}

export function newStackState(): StackState {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'operate-connect-stack-'));
  chmodSync(folder, 0o755); // PostgreSQL's own user must get in
  const file = (name: string) => path.join(folder, name);
  const read = <T>(name: string) => JSON.parse(readFileSync(file(name), 'utf8')) as T;
  // Long enough that a busy machine does not make an answer 202.
  const env = { OPERATE_CONNECT_STATE_DIR: folder, DECISION_WAIT_MS: '25000' };
  const launch = () => startProgram('dev/launcher/main.js', env);
  return {
    folder,
    file,
    launch,
    async start() {
      const program = launch();
      await program.untilWritten('Ready after', 60_000);
      const info = read<StackInfo>('stack.json');
      const { parent, children } = read<ProcessRecord>('processes.json');
      const pids = Object.fromEntries(children.map(({ name, pid }) => [name, pid]));
      const call = (who: Who, method: string, at: string, body?: unknown) =>
        askApi(info.api, method, at, body, { authorization: `Bearer ${info.keys[who]}` });
      const system = { call, locations: {} } as System;
      return { program, info, pids: { ...pids, parent: parent.pid }, system };
    },
    logs: () =>
      Object.fromEntries(
        readdirSync(file('logs')).map((name) => [name, readFileSync(path.join(file('logs'), name), 'utf8')]),
      ),
    async remove() {
      await endLeftovers(file('processes.json'));
      for (const data of possibleData(file('postgres'))) if (existsSync(data)) await stopLeftoverServer(data);
      removeTestState(folder);
    },
  };
}

/** Waits a moment for the last of them. @returns the names of those that still run. */
export async function stillRunning(pids: Record<string, number>): Promise<string[]> {
  const look = () => Promise.resolve(Object.keys(pids).filter((name) => isAlive(pids[name] as number)));
  return until(look, (alive) => alive.length === 0, 15_000).catch(look);
}
