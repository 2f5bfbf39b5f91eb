import { type StackKeys } from './keys';
import { type Parts } from './parts';
import { type StateFolder } from './state-folder';

/** What every step of starting the stack is handed. */
export interface Run {
  state: StateFolder;
  env: NodeJS.ProcessEnv;
  /**
   * Further variables of a part, asked for at each of its starts: of PostgreSQL, the sandbox, worker and API.
   * @param env what it is told anyway of where the others are; nothing for PostgreSQL.
   */
  partEnv: (part: string, env: NodeJS.ProcessEnv) => NodeJS.ProcessEnv | Promise<NodeJS.ProcessEnv>;
  keys: StackKeys;
  parts: Parts;
  /** By the name of a part: starts it again in its place, after it was ended; ready when it settles. */
  again: Map<string, () => Promise<void>>;
  log: (line: string) => void;
  /** Aborted when the stack is to stop before it is ready, or when a step of its start failed. */
  signal: AbortSignal;
  giveUp: () => void;
}
