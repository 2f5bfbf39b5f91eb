import { createLogger } from '../config/logger';
import { readWorkerSettings } from '../config/worker-settings';
import { startWorker } from './start-worker';
import { installTemporal } from './temporal-logger';

async function main(): Promise<void> {
  const config = readWorkerSettings(process.env);
  const log = createLogger('worker', config.LOG_LEVEL);
  installTemporal(log, config.TEMPORAL_METRICS_ADDRESS);
  const worker = await startWorker(config, log);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void worker.stop());
  log.info({ taskQueue: config.TEMPORAL_TASK_QUEUE, port: worker.healthPort }, 'worker is ready');
  await worker.finished;
  log.info('worker has stopped');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
