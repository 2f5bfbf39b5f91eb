import { loadClientConnectConfig } from '@temporalio/envconfig';

/** For a client's connection and for a worker's, which take the same. */
export interface TemporalPlace {
  connection: ReturnType<typeof loadClientConnectConfig>['connectionOptions'] & { address: string };
  namespace: string;
}

/**
 * The cluster by Temporal's own variables: TEMPORAL_ADDRESS, _NAMESPACE, _API_KEY, _TLS and so on; or by a profile of
 * its configuration file, but only where one is named (TEMPORAL_CONFIG_FILE, TEMPORAL_PROFILE): what somebody's
 * command line is set to is not where the money goes.
 * @throws Error where a file that is named cannot be read.
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
