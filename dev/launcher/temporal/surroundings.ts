/** What looking for Temporal's program needs to know. */
export interface Surroundings {
  env: NodeJS.ProcessEnv;
  /** The project's cache of programs: .operate-connect/bin */
  cache: string;
  log: (line: string) => void;
  signal?: AbortSignal;
}
