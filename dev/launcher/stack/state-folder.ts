import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Where a project's stack keeps all of its state. */
export interface StateFolder {
  root: string;
  folder: string;
  /** Programs that were downloaded or built: the project's, wherever the state is. */
  bin: string;
  logs: string;
  files: string;
  /** Batch sheets exported by the tour. */
  exports: string;
  /** The months that the tour has used. */
  demo: string;
  postgres: string;
  temporalDb: string;
  stackFile: string;
  keysFile: string;
  processesFile: string;
  /** Who is starting a stack here right now. */
  lockFile: string;
  seededFile: string;
}

/**
 * OPERATE_CONNECT_STATE_DIR names another folder than the project's own, so that a test never touches a person's state.
 */
export function stateFolder(root: string, env: NodeJS.ProcessEnv = process.env): StateFolder {
  const project = path.join(root, '.operate-connect');
  const folder = env.OPERATE_CONNECT_STATE_DIR ? path.resolve(env.OPERATE_CONNECT_STATE_DIR) : project;
  const at = (name: string) => path.join(folder, name);
  return {
    root,
    folder,
    bin: path.join(project, 'bin'),
    logs: at('logs'),
    files: at('files'),
    exports: at('exports'),
    demo: at('demo'),
    postgres: at('postgres'),
    temporalDb: at('temporal.db'),
    stackFile: at('stack.json'),
    keysFile: at('keys.json'),
    processesFile: at('processes.json'),
    lockFile: at('starting'),
    seededFile: at('seeded'),
  };
}

/** Not part of the stack's state: programs, files of running tests, and the lock of the process that starts again. */
const KEPT = ['bin', 'test', 'starting'];

/**
 * A folder named by a person may be their home: foreign files are neither used nor, with --fresh, deleted.
 * @throws Error if the folder contains other things.
 */
export function requireOurs({ folder, keysFile, processesFile, lockFile }: StateFolder): void {
  const isOurs =
    path.basename(folder) === '.operate-connect' || [keysFile, processesFile, lockFile].some(existsSync);
  if (isOurs || !existsSync(folder) || readdirSync(folder).length === 0) return;
  throw new Error(
    `OPERATE_CONNECT_STATE_DIR is ${folder}, which contains other files: name a new or empty folder.`,
  );
}

export function deleteState({ folder }: StateFolder): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    if (!KEPT.includes(name)) rmSync(path.join(folder, name), { recursive: true, force: true });
}

export function makeFolders({ logs, files }: StateFolder): void {
  mkdirSync(logs, { recursive: true });
  mkdirSync(files, { recursive: true });
}
