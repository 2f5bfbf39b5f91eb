import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { postgresPrograms } from './programs';
import { canUse, type ServerUser, serverUser } from './server-user';

/** Where the server's programs and its folder (data, password) are, and which user it runs as. */
export interface Place {
  programs: string;
  folder: string;
  data: string;
  user?: ServerUser;
  /** True when both are outside the project. */
  outside: boolean;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** The folder outside the project, for a project that only root may enter. */
export const outsideFolder = (dir: string): string =>
  path.join('/var/tmp', `operate-connect-${hash(path.resolve(dir))}`);

/**
 * Finds where the server can run, and creates its folder. When run as root, programs and data must be accessible to
 * another user.
 */
export function findPlace(dir: string): Place {
  const folder = path.resolve(dir);
  const programs = postgresPrograms();
  mkdirSync(folder, { recursive: true });
  const inside = placeAt(programs, folder, false);
  if (!inside.user || canUse(inside.user, programs, folder)) return inside;
  return placeOutside(programs, outsideFolder(folder));
}

/** The places where a server of this folder may have left its data. */
export const possibleData = (dir: string): string[] =>
  [path.resolve(dir), outsideFolder(dir)].map((folder) => path.join(folder, 'data'));

function placeAt(programs: string, folder: string, outside: boolean): Place {
  const data = path.join(folder, 'data');
  return { programs, folder, data, user: serverUser(data), outside };
}

function placeOutside(programs: string, folder: string): Place {
  mkdirSync(folder, { recursive: true });
  const { uid } = lstatSync(folder);
  if (uid !== 0 || lstatSync(folder).isSymbolicLink())
    throw new Error(`${folder} should be root's own folder, but is not: remove it.`);
  chmodSync(folder, 0o755);
  const place = placeAt(copyPrograms(programs, folder), folder, true);
  if (place.user && !canUse(place.user, place.programs, folder))
    throw new Error(
      `PostgreSQL cannot run as user ${place.user.uid}, neither in the project nor in ${folder}.`,
    );
  return place;
}

function copyPrograms(programs: string, folder: string): string {
  const copy = path.join(folder, 'programs');
  if (existsSync(copy)) return copy;
  const half = `${copy}.part`;
  rmSync(half, { recursive: true, force: true });
  cpSync(programs, half, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'a+rX', half]);
  renameSync(half, copy);
  return copy;
}

/** Creates a folder that only the server's user may enter. */
export function makePrivate(folder: string, user?: ServerUser): void {
  mkdirSync(folder, { mode: 0o700 });
  chmodSync(folder, 0o700);
  if (user) chownSync(folder, user.uid, user.gid);
}
