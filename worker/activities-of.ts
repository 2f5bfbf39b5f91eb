import type { Logger } from 'pino';
import { createActivities } from '../activities';
import { activityOrigin } from '../activities/activity-origin';
import { progressOfActivity } from '../activities/progress';
import { createConnect } from '../connectors/connect/connect';
import type { FileStore } from '../connectors/file-store/file-store';
import { createRateLimiter } from '../prisma/repositories/sends/rate-limiter';
import type { WorkerSettings } from '../config/worker-settings';
import type { Databases } from './databases';

const leaseMs = 8_000;

/** Without a trailing slash; null if the worker has not been given one. */
export const apiUrlOf = ({ API_URL }: WorkerSettings): string | null => API_URL?.replace(/\/+$/, '') ?? null;

/** The activities with their dependencies. */
export function activitiesOf(config: WorkerSettings, databases: Databases, files: FileStore, log: Logger) {
  const rateLimiter = createRateLimiter(databases.sends, 'connect', config.CONNECT_CALLS_PER_SECOND);
  const connect = createConnect({
    baseUrl: config.CONNECT_BASE_URL,
    apiKey: config.CONNECT_API_KEY,
    timeoutMs: config.CONNECT_TIMEOUT_MS,
    rateLimiter,
  });
  const apiUrl = apiUrlOf(config);
  const progress = progressOfActivity;
  const terms = {
    leaseMs,
    timeoutMs: config.CONNECT_TIMEOUT_MS,
    settlingDelayMs: config.CONNECT_TIMEOUT_MS + config.CONNECT_SEARCH_LAG_MS,
    patienceMs: config.CONNECT_PATIENCE_HOURS * 3_600_000,
  };
  const imports = {
    apiUrl,
    files,
    progress,
    allowUnverifiedDecisions: config.ALLOW_UNVERIFIED_DECISIONS,
    log: (event: string, details: Record<string, string | number | boolean>) => log.info(details, event),
  };
  return createActivities({
    sends: { database: databases.sends.withOrigin(activityOrigin), apiUrl, connect, progress, terms },
    decisions: { ...imports, database: databases.decisions.withOrigin(activityOrigin) },
    files: { ...imports, database: databases.files.withOrigin(activityOrigin) },
  });
}
