import { type StackKeys } from './keys';
import { type Parts } from './parts';
import { type StateFolder } from './state-folder';

/** What every step of starting the stack is given. */
export interface Run {
  state: StateFolder;
  env: NodeJS.ProcessEnv;
  /**
   * Further variables of a part, requested at each of its starts: for PostgreSQL, the sandbox, worker and API.
   * @param env the variables about the other parts that it gets in any case; none for PostgreSQL.
   */
  partEnv: (part: string, env: NodeJS.ProcessEnv) => NodeJS.ProcessEnv | Promise<NodeJS.ProcessEnv>;
  keys: StackKeys;
  parts: Parts;
  /** By the name of a part: restarts it in its place after it was ended; resolves when it is ready. */
  again: Map<string, () => Promise<void>>;
  log: (line: string) => void;
  /** Aborted when the stack is to stop before it is ready, or when a step of its start failed. */
  signal: AbortSignal;
  giveUp: () => void;
}
