import { z } from 'zod';
import { taskQueue } from '../workflows/contract';

const positive = z.coerce.number().int().positive();

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  TEMPORAL_ADDRESS: z.string().min(1).default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  TEMPORAL_TASK_QUEUE: z.string().min(1).default(taskQueue),
  CONNECT_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .refine(
      (url) => !URL.canParse(url) || new URL(url).username === '',
      'must not hold a user or a password',
    ),
  CONNECT_API_KEY: z.string().min(1),
  CONNECT_TIMEOUT_MS: positive.default(10_000),
  CONNECT_SEARCH_LAG_MS: z.coerce.number().int().nonnegative().default(5_000),
  CONNECT_CALLS_PER_SECOND: z.coerce.number().positive().default(10),
  CONNECT_PATIENCE_HOURS: z.coerce.number().positive().default(72),
  API_URL: z.url({ protocol: /^https?$/ }).optional(),
  FILE_STORE_DIR: z.string().min(1),
  HOST: z.string().default('0.0.0.0'),
  WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(3001),
  NODE_ENV: z.string().default('production'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type WorkerConfig = z.infer<typeof schema>;

/** @throws Error that names every variable that is wrong, at once. */
export function readConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  const read = schema.safeParse(env);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The worker's configuration is not right:\n${faults.join('\n')}`);
}
