import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';
import { describeError } from './describe-error';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/**
 * Sends the SDK's messages through our log, and serves its metrics. Must be called before anything else in the SDK.
 * @param metricsAddress Where its own metrics are served, host:port; nowhere if absent.
 */
export function installTemporal(log: Logger, metricsAddress: string | undefined): void {
  Runtime.install({
    logger: new DefaultLogger('INFO', ({ level, message, meta }) =>
      log[levels[level]](detailsOf(meta), message),
    ),
    shutdownSignals: [],
    ...(metricsAddress && {
      telemetryOptions: { metrics: { prometheus: { bindAddress: metricsAddress } } },
    }),
  });
}

/** Of the SDK's metadata, only ids and the kind of error: payloads and messages could contain anything. */
export function detailsOf(meta: Record<string, unknown> | undefined): Record<string, unknown> {
  const { workflowId, runId, activityType, attempt, error } = meta ?? {};
  return {
    workflowId,
    runId,
    activityType,
    attempt,
    ...(error === undefined ? {} : describeError(error)),
  };
}
