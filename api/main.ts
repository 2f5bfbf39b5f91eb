import { readApiSettings } from '../config/api-settings';
import { createLogger } from '../config/logger';
import { startApi } from './start-api';

async function main(): Promise<void> {
  const config = readApiSettings(process.env);
  const log = createLogger('api', config.LOG_LEVEL);
  const api = await startApi(config, log);
  log.info({ port: api.port }, 'API is ready');
  const stop = () => void api.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
