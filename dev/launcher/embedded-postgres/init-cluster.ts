import { execFile } from 'node:child_process';
import { chownSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { makePrivate, type Place } from './place';

const run = promisify(execFile);

export const DATABASE_USER = 'operate_connect';

/**
 * Creates the data folder unless it exists. It is built next to its final place and then moved, so that a partial one
 * is never mistaken for a complete one.
 */
export async function initCluster({ programs, folder, data, user }: Place, password: string): Promise<void> {
  if (existsSync(data)) return;
  const half = `${data}.part`;
  const passwordFile = path.join(folder, 'password.part');
  rmSync(half, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  makePrivate(half, user);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const options = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'];
  try {
    await run(
      path.join(programs, 'bin', 'initdb'),
      ['-D', half, '-U', DATABASE_USER, `--pwfile=${passwordFile}`, ...options],
      { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C' } },
    );
  } catch (error) {
    throw new Error(`PostgreSQL's initdb failed: ${(error as { stderr?: string }).stderr ?? String(error)}`, {
      cause: error,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(half, data);
}
