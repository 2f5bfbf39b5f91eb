import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { downloadProgram } from './download-program';
import { type Way } from './find-program';
import { installProgram } from './install-program';
import { type Surroundings } from './surroundings';

/** The version that is downloaded or built if none is found. */
export const TEMPORAL_CLI_VERSION = 'v1.5.1';

/** All ways to Temporal's program, the nearest first. TEMPORAL_ADDRESS comes before them: it needs none. */
export function waysToTemporal(around: Surroundings): Way[] {
  return [
    {
      name: 'TEMPORAL_ADDRESS, the address of your own Temporal server',
      find: () => Promise.reject(new Error('not set')),
    },
    { name: 'TEMPORAL_CLI_PATH, the path of the program', find: () => fromEnvironment(around.env) },
    { name: '`temporal` on PATH', find: () => onPath(around.env) },
    { name: "the project's cache", find: () => Promise.resolve(path.join(around.cache, 'temporal')) },
    { name: "the SDK's download", find: () => downloadProgram(around, TEMPORAL_CLI_VERSION) },
    { name: '`go install`', find: () => installProgram(around, TEMPORAL_CLI_VERSION) },
  ];
}

function fromEnvironment(env: NodeJS.ProcessEnv): Promise<string> {
  if (!env.TEMPORAL_CLI_PATH) return Promise.reject(new Error('not set'));
  return Promise.resolve(path.resolve(env.TEMPORAL_CLI_PATH));
}

function onPath(env: NodeJS.ProcessEnv): Promise<string> {
  const folders = (env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const program = folders.map((folder) => path.join(folder, 'temporal')).find(isExecutable);
  return program ? Promise.resolve(program) : Promise.reject(new Error('not there'));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
