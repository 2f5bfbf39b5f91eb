import { mkdirSync, rmSync } from 'node:fs';
import { seedPersons } from './seed/persons';
import { seedOverApi } from './seed/seed';
import { readSeed } from './seed/seed-files';
import { type PartEnd } from './processes/part';
import { beginAgain, endEarlierRun, acquireStackLock } from './stack/begin';
import { keysOf } from './stack/keys';
import { startNodePart } from './stack/node-part';
import { Parts } from './stack/parts';
import { writePrivateJson } from './stack/private-file';
import { ProcessRecorder } from './stack/process-record';
import { type Run } from './stack/run';
import { anotherWorker, describeServices, SECOND_WORKER, type Services } from './stack/services';
import { type StackInfo } from './stack/stack-info';
import { type ConnectPlace, startConnect } from './stack/start-connect';
import { startDatabase } from './stack/start-database';
import { startIssuer } from './stack/start-issuer';
import { startTemporal } from './stack/start-temporal';
import { startVite } from './stack/start-vite';
import { makeFolders, requireOurs, type StateFolder, stateFolder } from './stack/state-folder';
import { watchSources } from './stack/watch';

export { SECOND_WORKER } from './stack/services';
export { AlreadyRunning } from './stack/begin';
export { type StackInfo } from './stack/stack-info';
export { readRunningStack } from './stack/running-stack';

export interface StackOptions {
  root: string;
  /** Deletes the state of earlier runs first. */
  fresh?: boolean | undefined;
  /** Compiles on change, restarts worker and API, and shows changes of the console at once. */
  watch?: boolean | undefined;
  log: (line: string) => void;
  env?: NodeJS.ProcessEnv;
  partEnv?: Run['partEnv'] | undefined;
  /** Aborted to give up while it is still starting. */
  signal?: AbortSignal;
  /** Aborted to end all parts at once, at any time. */
  killed?: AbortSignal;
}

/** A stack that is ready. */
export interface Stack {
  info: StackInfo;
  /** Resolves when a part ends unexpectedly. The others are still running: stop() them. */
  died: Promise<PartEnd>;
  /** Stops all parts gracefully; nothing is lost. */
  stop: () => Promise<void>;
  /** Kills a part with kill -9, as a crash would; the others keep running. */
  crash: (name: string) => Promise<void>;
  /** Pauses a part and its descendants, as a frozen machine would; `stop` and `crash` continue it first. */
  pause: (name: string) => void;
  resume: (name: string) => void;
  /** Restarts a part in its place; resolves when it is ready. */
  startAgain: (name: string) => Promise<void>;
}

const STOP_ORDER = [
  ['compiler', 'console'],
  ['api', 'issuer'],
  ['worker', SECOND_WORKER],
  ['sandbox'],
  ['Temporal'],
  ['PostgreSQL'],
];

/**
 * Starts everything that operate-connect needs on this machine, with seed data; leftovers of an earlier run are ended
 * first.
 * @throws AlreadyRunning if the stack of this folder is running; Error that names the part that failed. Nothing is left
 * running then.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { root, log, env = process.env } = options;
  const state = stateFolder(root, env);
  requireOurs(state);
  const recorder = await beginRun(state, options, env);
  const parts = new Parts(recorder);
  options.killed?.addEventListener('abort', () => parts.kill());
  const stop = async () => {
    await parts.stop(STOP_ORDER);
    rmSync(state.stackFile, { force: true });
    recorder.end();
  };
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
  const giveUp = () => failed.abort();
  const again: Run['again'] = new Map();
  const { partEnv = () => ({}) } = options;
  const keys = keysOf(state.keysFile);
  const run: Run = { state, env, partEnv, keys, parts, again, log, signal, giveUp };
  const starting = startAll(run, options.watch ?? false);
  try {
    return {
      info: await parts.whileAlive(starting),
      died: parts.died,
      stop,
      crash: (name) => parts.crash(name),
      pause: (name) => parts.pause(name),
      resume: (name) => parts.resume(name),
      startAgain: async (name) => again.get(name)?.(),
    };
  } catch (error) {
    giveUp();
    await Promise.allSettled([starting]); // otherwise a part could come up after the others were stopped
    await stop();
    throw error;
  }
}

/** One start at a time: leftovers of an earlier run are ended, and this one is recorded. */
async function beginRun(
  state: StateFolder,
  { fresh, log }: StackOptions,
  env: NodeJS.ProcessEnv,
): Promise<ProcessRecorder> {
  mkdirSync(state.folder, { recursive: true });
  const giveTurnBack = acquireStackLock(state);
  try {
    await endEarlierRun(state, log);
    if (fresh) beginAgain(state, env, log);
    makeFolders(state);
    return await ProcessRecorder.begin(state.processesFile);
  } finally {
    giveTurnBack();
  }
}

async function startAll(run: Run, watch: boolean): Promise<StackInfo> {
  const [[database, connect], temporal] = await allOrNone(run, startStores(run), startTemporal(run));
  const services = await describeServices(run, database, temporal, connect, watch);
  for (const part of [services.api, services.worker])
    run.again.set(part.name, () => startNodePart(run, part, true));
  run.again.set(SECOND_WORKER, async () => startNodePart(run, await anotherWorker(services.worker), true));
  const front = allOrNone(run, startNodePart(run, services.api), startIssuer(run, services.issuer));
  await allOrNone(run, front, startNodePart(run, services.worker));
  await seedOverApi(run, { api: services.api.url, database, connect });
  if (watch) await watchSources(run, services);
  if (services.vite) await startVite(run, { url: services.vite, api: services.api.url });
  const info = describeStack(run, services, database, temporal, connect);
  writePrivateJson(run.state.stackFile, info);
  return info;
}

async function startStores(run: Run): Promise<[string, ConnectPlace]> {
  const database = await startDatabase(run);
  const persons = seedPersons(database, readSeed(run.state.root), run.keys.api);
  const [connect] = await allOrNone(run, startConnect(run, database), persons);
  return [database, connect];
}

/** Waits for both, even if one fails: the other is then told to give up. */
async function allOrNone<A, B>({ giveUp }: Run, first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  try {
    return await Promise.all([first, second]);
  } catch (error) {
    giveUp();
    await Promise.allSettled([first, second]);
    throw error;
  }
}

function describeStack(
  run: Run,
  services: Services,
  database: string,
  temporal: { address: string; ui: string | null },
  connect: ConnectPlace,
): StackInfo {
  return {
    api: services.api.url,
    console: `${services.issuer.env.PUBLIC_URL}/`,
    oidc: services.issuer.issuer,
    temporal: temporal.address,
    temporalUi: temporal.ui,
    connect: connect.url,
    connectControl: connect.control,
    connectKey: connect.key,
    database,
    keys: run.keys.api,
  };
}
