import { z } from 'zod';
import { taskQueue } from '../workflows/contract';
import { temporalOf, type TemporalPlace } from './temporal';

const positive = z.coerce.number().int().positive();
const hostAndPort = /^\S+:\d{1,5}$/;

const schema = z
  .object({
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    TEMPORAL_ADDRESS: z.string().min(1).optional(),
    TEMPORAL_NAMESPACE: z.string().min(1).optional(),
    TEMPORAL_TASK_QUEUE: z.string().min(1).default(taskQueue),
    TEMPORAL_DEPLOYMENT_NAME: z.string().min(1).optional(),
    TEMPORAL_WORKER_BUILD_ID: z.string().min(1).optional(),
    TEMPORAL_METRICS_ADDRESS: z
      .string()
      .regex(hostAndPort, 'An address and a port, such as 0.0.0.0:9464.')
      .optional(),
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
  })
  .refine(
    (env) => (env.TEMPORAL_DEPLOYMENT_NAME === undefined) === (env.TEMPORAL_WORKER_BUILD_ID === undefined),
    {
      path: ['TEMPORAL_WORKER_BUILD_ID'],
      error: 'goes with TEMPORAL_DEPLOYMENT_NAME: set both, or neither',
      when: () => true,
    },
  );

/** The variables that are read, by name. */
export const variables = schema.shape;

export type WorkerConfig = z.infer<typeof schema> & { temporal: TemporalPlace };

/** @throws Error that names every variable that is wrong, at once. */
export function readConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  const read = schema.safeParse(env);
  const faults = read.error?.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`) ?? [];
  let temporal: TemporalPlace | undefined;
  try {
    temporal = temporalOf(env);
  } catch (error) {
    faults.push(`  TEMPORAL_…: ${(error as Error).message}`);
  }
  if (read.success && temporal) return { ...read.data, temporal };
  throw new Error(`The worker's configuration is not right:\n${faults.join('\n')}`);
}
