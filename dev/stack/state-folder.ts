import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Where the stack of a project keeps everything of its own. */
export interface StateFolder {
  root: string;
  folder: string;
  /** Programs that were downloaded or built. */
  bin: string;
  logs: string;
  files: string;
  postgres: string;
  temporalDb: string;
  stackFile: string;
  keysFile: string;
  processesFile: string;
  seededFile: string;
}

/** OPERATE_CONNECT_STATE_DIR gives a stack a state of its own; the programs are the project's. */
export function stateFolder(root: string): StateFolder {
  const folder = process.env.OPERATE_CONNECT_STATE_DIR ?? path.join(root, '.operate-connect');
  const at = (name: string) => path.join(folder, name);
  return {
    root,
    folder,
    bin: path.join(root, '.operate-connect', 'bin'),
    logs: at('logs'),
    files: at('files'),
    postgres: at('postgres'),
    temporalDb: at('temporal.db'),
    stackFile: at('stack.json'),
    keysFile: at('keys.json'),
    processesFile: at('processes.json'),
    seededFile: at('seeded'),
  };
}

/** Not state of the stack: programs, and what test runs under way keep there. */
const KEPT = ['bin', 'test'];

export function deleteState({ folder }: StateFolder): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    if (!KEPT.includes(name)) rmSync(path.join(folder, name), { recursive: true, force: true });
}

export function makeFolders({ logs, files }: StateFolder): void {
  mkdirSync(logs, { recursive: true });
  mkdirSync(files, { recursive: true });
}
