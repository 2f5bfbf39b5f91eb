import { claimPort } from '../processes/ports';
import { answersOk } from '../processes/until-ready';
import { type NodePart, startNodePart } from './node-part';
import { type Run } from './run';

export interface ConnectPlace {
  url: string;
  key: string;
  /** Of our own sandbox only. */
  control: string | null;
}

/** The user's Connect, or our sandbox. */
export async function startConnect(run: Run, database: string): Promise<ConnectPlace> {
  const { CONNECT_BASE_URL: theirs, CONNECT_API_KEY: theirKey = '' } = run.env;
  if (theirs) return { url: theirs.replace(/\/$/, ''), key: theirKey, control: null };
  const [port, controlPort] = [await claimPort(4010), await claimPort(4011)];
  const control = `http://127.0.0.1:${controlPort}`;
  const sandbox: NodePart = {
    name: 'sandbox',
    main: 'connect-sandbox/main.js',
    env: {
      DATABASE_URL: database,
      SANDBOX_PORT: String(port),
      SANDBOX_CONTROL_PORT: String(controlPort),
      SANDBOX_KEY: run.keys.connect,
    },
    isReady: () => answersOk(`${control}/health`),
  };
  run.again.set(sandbox.name, () => startNodePart(run, sandbox, true));
  await startNodePart(run, sandbox);
  return { url: `http://127.0.0.1:${port}`, key: run.keys.connect, control };
}
