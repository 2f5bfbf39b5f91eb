import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/**
 * Sends what the SDK says through our log, and serves what it counts. Must come before anything else of the SDK.
 * @param metricsAddress Where its own metrics are read, host:port; nowhere where absent.
 */
export function installTemporal(log: Logger, metricsAddress: string | undefined): void {
  Runtime.install({
    logger: new DefaultLogger('INFO', ({ level, message, meta }) => log[levels[level]](ids(meta), message)),
    shutdownSignals: [],
    ...(metricsAddress && {
      telemetryOptions: { metrics: { prometheus: { bindAddress: metricsAddress } } },
    }),
  });
}

/** Of what the SDK adds, ids and the error only: payloads could hold anything. */
function ids(meta: Record<string, unknown> | undefined): Record<string, unknown> {
  const { workflowId, runId, activityType, attempt, error } = meta ?? {};
  return {
    workflowId,
    runId,
    activityType,
    attempt,
    error: error instanceof Error ? error.message : undefined,
  };
}
