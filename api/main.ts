import pino from 'pino';
import { readConfig } from '../config/api-settings';
import { startApi } from './start-api';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ level: config.LOG_LEVEL, base: { part: 'api' } });
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
