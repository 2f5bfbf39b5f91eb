import { existsSync, rmSync } from 'node:fs';
import { possibleData, outsideFolder } from '../embedded-postgres/place';
import { stopLeftoverServer } from '../embedded-postgres/stop-leftover';
import { readJson } from './private-file';
import { endLeftovers, findParent } from './process-record';
import { stackInfo } from './stack-info';
import { deleteState, type StateFolder } from './state-folder';
import { LockHeld, acquireLock } from './lock';

/** Another process runs the stack of this folder. */
export class AlreadyRunning extends Error {}

/** @throws AlreadyRunning if another process is starting a stack of this folder right now. */
export function acquireStackLock(state: StateFolder): () => void {
  try {
    return acquireLock(state.lockFile);
  } catch (error) {
    if (error instanceof LockHeld) throw new AlreadyRunning(describe(state, error.pid));
    throw error;
  }
}

/**
 * Makes sure that nothing of an earlier run is left, so that a new one can begin.
 * @throws AlreadyRunning if that run is still active.
 */
export async function endEarlierRun(state: StateFolder, log: (line: string) => void): Promise<void> {
  const parent = await findParent(state.processesFile);
  if (parent !== undefined) throw new AlreadyRunning(describe(state, parent));
  rmSync(state.stackFile, { force: true });
  const ended = await endLeftovers(state.processesFile);
  for (const data of possibleData(state.postgres))
    if (existsSync(data) && (await stopLeftoverServer(data))) ended.push('PostgreSQL');
  if (ended.length > 0)
    log(`Ended processes left over from an earlier run: ${[...new Set(ended)].join(', ')}`);
}

function describe(state: StateFolder, parent: number): string {
  const info = readJson(state.stackFile, stackInfo);
  const where = info
    ? `API ${info.api}, Temporal UI ${info.temporalUi ?? 'unknown'}`
    : 'it is still starting';
  return (
    `The stack of this folder already runs (process ${parent}): ${where}. Stop it first: Ctrl-C in its ` +
    `terminal, or \`kill ${parent}\`.`
  );
}

/** Deletes what the stack keeps; what the user pointed it to stays as it is. */
export function beginAgain(state: StateFolder, env: NodeJS.ProcessEnv, log: (line: string) => void): void {
  deleteState(state);
  rmSync(outsideFolder(state.postgres), { recursive: true, force: true });
  const theirs = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'CONNECT_BASE_URL'].filter((name) => env[name]);
  log(`Started again: the state of this stack was deleted.`);
  if (theirs.length > 0) log(`Not touched: the services at ${theirs.join(' and ')}.`);
}
