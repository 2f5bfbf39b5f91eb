import { z } from 'zod';
import { taskQueue } from '../workflows/contract';
import { port, readSettings, sharedSettings } from './shared-settings';

const hostAndPort = /^\S+:\d{1,5}$/;

const schema = z
  .object({
    ...sharedSettings,
    TEMPORAL_TASK_QUEUE: z.string().min(1).default(taskQueue),
    TEMPORAL_DEPLOYMENT_NAME: z.string().min(1).optional(),
    TEMPORAL_WORKER_BUILD_ID: z.string().min(1).optional(),
    TEMPORAL_METRICS_ADDRESS: z
      .string()
      .regex(hostAndPort, 'Must be an address and a port, such as 0.0.0.0:9464.')
      .optional(),
    CONNECT_SEARCH_LAG_MS: z.coerce.number().int().nonnegative().default(5_000),
    CONNECT_PATIENCE_HOURS: z.coerce.number().positive().default(72),
    API_URL: z.url({ protocol: /^https?$/ }).optional(),
    WORKER_PORT: port.default(3001),
    ALLOW_UNVERIFIED_DECISIONS: z
      .enum(['true', 'false'], { error: 'Must be true or false.' })
      .default('false')
      .transform((value) => value === 'true'),
  })
  .refine(
    (env) => (env.TEMPORAL_DEPLOYMENT_NAME === undefined) === (env.TEMPORAL_WORKER_BUILD_ID === undefined),
    {
      path: ['TEMPORAL_WORKER_BUILD_ID'],
      error: 'must be set together with TEMPORAL_DEPLOYMENT_NAME: set both or neither',
      when: () => true,
    },
  );

/** The variables that are read, by name. */
export const variables = schema.shape;

/** @throws Error that names every wrong variable, all at once. */
export const readWorkerSettings = (env: NodeJS.ProcessEnv) => readSettings('worker', schema, env);

export type WorkerSettings = ReturnType<typeof readWorkerSettings>;
