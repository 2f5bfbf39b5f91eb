import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { commandOf } from '../processes/command-of';
import { type Ending, endProcess } from '../processes/end-process';

/** SIGINT is PostgreSQL's fast shutdown: it ends open sessions and writes everything down. */
export const FAST_SHUTDOWN: Ending = { signal: 'SIGINT', withinMs: 15_000 };

/**
 * Stops a server of this data folder that outlived the process that started it.
 * @returns whether there was one.
 */
export async function stopLeftoverServer(data: string): Promise<boolean> {
  const pidFile = path.join(data, 'postmaster.pid');
  if (!existsSync(pidFile)) return false;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  const command = await commandOf(pid);
  const isServer = command?.includes(data) ?? false;
  if (isServer) await endProcess(pid, FAST_SHUTDOWN);
  // a killed server leaves its pid file, whose pid may belong to another process by now
  rmSync(pidFile, { force: true });
  return isServer;
}
