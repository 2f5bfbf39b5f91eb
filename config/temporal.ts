import { loadClientConnectConfig } from '@temporalio/envconfig';

/** For the connection of a client or of a worker, which take the same options. */
export interface TemporalPlace {
  connection: ReturnType<typeof loadClientConnectConfig>['connectionOptions'] & { address: string };
  namespace: string;
}

/**
 * The cluster, from Temporal's own variables: TEMPORAL_ADDRESS, _NAMESPACE, _API_KEY, _TLS and so on; or from a profile
 * of its configuration file, but only if one is named (TEMPORAL_CONFIG_FILE, TEMPORAL_PROFILE): the default profile of
 * somebody's command line must not decide where money goes.
 * @throws Error if a named file cannot be read.
 */
export function temporalOf(env: NodeJS.ProcessEnv): TemporalPlace {
  const disableFile = env.TEMPORAL_CONFIG_FILE === undefined && env.TEMPORAL_PROFILE === undefined;
  const known = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig({
    disableFile,
    overrideEnvVars: known,
  });
  const { address = '127.0.0.1:7233' } = connectionOptions;
  return { connection: { ...connectionOptions, address }, namespace };
}
