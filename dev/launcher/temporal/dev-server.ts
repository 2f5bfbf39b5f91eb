import { type Part, type PartOptions, startPart } from '../processes/part';
import { untilReady } from '../processes/until-ready';
import { searchAttributes } from '../../../workflows/search-attributes';
import { canReach } from './can-reach';

export interface DevServerOptions {
  program: string;
  cwd: string;
  port: number;
  /** Without one there is no UI. */
  uiPort?: number;
  /** Where the state is stored; without it, the state is lost at the end. */
  dbFile?: string;
  logFile: string;
  /** Dynamic configuration of the server, such as `limit.historyCount.suggestContinueAsNew=100`. */
  settings?: string[];
  record?: PartOptions['record'];
  /** Called as soon as the process runs, before it is ready. */
  onStart?: (part: Part) => unknown;
  signal?: AbortSignal;
}

/** Starts Temporal's dev server on 127.0.0.1 and waits until it answers. */
export async function startTemporalDevServer(options: DevServerOptions): Promise<Part> {
  const part = await startPart({
    name: 'Temporal',
    command: options.program,
    args: commandLine(options),
    cwd: options.cwd,
    env: process.env,
    logFile: options.logFile,
    ending: { signal: 'SIGTERM', withinMs: 10_000 },
    record: options.record,
  });
  try {
    options.onStart?.(part);
    await untilReady(part, () => canReach({ address: `127.0.0.1:${options.port}` }), {
      signal: options.signal,
    });
  } catch (error) {
    await part.stop();
    throw error;
  }
  return part;
}

/**
 * Twice as fast as the defaults, and as safe against kill -9; only a power cut can lose the last moments, which the
 * database makes up for.
 */
const sqlite = ['journal_mode=wal', 'synchronous=normal'].flatMap((pragma) => ['--sqlite-pragma', pragma]);

function commandLine({ port, uiPort, dbFile, settings = [] }: DevServerOptions): string[] {
  const ui = uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)];
  const state = dbFile === undefined ? [] : ['--db-filename', dbFile, ...sqlite];
  // only a new state uses these flags: registering through the API at every start covers the others
  const attributes = Object.entries(searchAttributes).flatMap(([name, type]) => [
    '--search-attribute',
    `${name}=${type}`,
  ]);
  const base = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'error'];
  const dynamic = settings.flatMap((setting) => ['--dynamic-config-value', setting]);
  return [...base, ...ui, ...state, ...attributes, ...dynamic];
}
