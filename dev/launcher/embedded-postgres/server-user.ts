import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

export interface ServerUser {
  uid: number;
  gid: number;
}

/**
 * The user that the server runs as. PostgreSQL refuses root, so root runs it as the owner of the data, as `postgres` or
 * as `nobody`.
 * @returns undefined for an ordinary user, who runs it directly.
 */
export function serverUser(data: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(data)) {
    const { uid, gid } = statSync(data);
    if (uid !== 0) return { uid, gid };
  }
  return accountOf('postgres') ?? accountOf('nobody') ?? { uid: 65534, gid: 65534 };
}

function accountOf(name: string): ServerUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** Whether that user can run the programs and enter the folder; determined by trying. */
export function canUse(user: ServerUser, programs: string, folder: string): boolean {
  const script = '"$1/bin/postgres" -V && cd "$2"';
  return spawnSync('/bin/sh', ['-c', script, 'sh', programs, folder], { ...user, cwd: '/' }).status === 0;
}
