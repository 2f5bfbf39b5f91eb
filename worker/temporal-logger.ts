import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';
import { whatWentWrong } from './what-went-wrong';

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;

/**
 * Sends what the SDK says through our log, and serves what it counts. Must come before anything else of the SDK.
 * @param metricsAddress Where its own metrics are read, host:port; nowhere where absent.
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

/** Of what the SDK adds, ids and what kind of error only: payloads and messages could hold anything. */
export function detailsOf(meta: Record<string, unknown> | undefined): Record<string, unknown> {
  const { workflowId, runId, activityType, attempt, error } = meta ?? {};
  return {
    workflowId,
    runId,
    activityType,
    attempt,
    ...(error === undefined ? {} : whatWentWrong(error)),
  };
}
