import path from 'node:path';
import { Connection } from '@temporalio/client';
import { registerSearchAttributes } from '../../../worker/register-search-attributes';
import { temporalOf } from '../../../config/temporal';
import { claimPort } from '../processes/ports';
import { canReach } from '../temporal/can-reach';
import { startTemporalDevServer } from '../temporal/dev-server';
import { findTemporalProgram } from '../temporal/find-program';
import { waysToTemporal } from '../temporal/ways';
import { type Run } from './run';

export interface TemporalPlace {
  address: string;
  namespace: string;
  ui: string | null;
  /** Environment variables for worker and API; those of the user's that refer to another server are undefined. */
  env: NodeJS.ProcessEnv;
}

/** The user's Temporal, or a dev server; with all search attributes usable. */
export async function startTemporal(run: Run): Promise<TemporalPlace> {
  const place = run.env.TEMPORAL_ADDRESS ? await useTheirs(run.env) : await startOurs(run);
  const connection = await Connection.connect(
    run.env.TEMPORAL_ADDRESS ? temporalOf(run.env).connection : { address: place.address },
  );
  try {
    const added = await registerSearchAttributes(connection, place.namespace);
    if (added.length > 0) run.log(`Temporal: registered search attributes ${added.join(', ')}`);
  } finally {
    await connection.close();
  }
  return place;
}

async function useTheirs(env: NodeJS.ProcessEnv): Promise<TemporalPlace> {
  const { connection, namespace } = temporalOf(env);
  const { address = '' } = connection;
  if (!(await canReach({ ...connection, address }, namespace)))
    throw new Error(
      `TEMPORAL_ADDRESS is ${address}, but no Temporal server with namespace ${namespace} answers there.`,
    );
  const ui = env.TEMPORAL_UI_URL ?? null;
  return { address, namespace, ui, env: { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } };
}

async function startOurs({ state, env, parts, again, log, signal }: Run): Promise<TemporalPlace> {
  const program = await findTemporalProgram(
    waysToTemporal({ env, cache: state.bin, log, signal }),
    signal,
    log,
  );
  const port = await claimPort(7233);
  const uiPort = await claimPort(8233);
  const start = async () => {
    await startTemporalDevServer({
      program,
      cwd: state.root,
      port,
      uiPort,
      dbFile: state.temporalDb,
      logFile: path.join(state.logs, 'temporal.log'),
      record: parts.record,
      onStart: (part) => parts.add(part),
      signal,
    });
  };
  again.set('Temporal', start);
  await start();
  const [address, namespace, ui] = [`127.0.0.1:${port}`, 'default', `http://127.0.0.1:${uiPort}`];
  const theirs = Object.keys(env).filter((name) => name.startsWith('TEMPORAL_'));
  return {
    address,
    namespace,
    ui,
    env: {
      ...Object.fromEntries(theirs.map((name) => [name, undefined])),
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: namespace,
      TEMPORAL_UI_URL: ui,
    },
  };
}
