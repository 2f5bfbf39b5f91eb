import { z } from 'zod';
import { temporalOf, type TemporalPlace } from './temporal';

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  TEMPORAL_ADDRESS: z.string().min(1).optional(),
  TEMPORAL_NAMESPACE: z.string().min(1).optional(),
  TEMPORAL_UI_URL: z.url().optional(),
  CONNECT_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .refine(
      (url) => !URL.canParse(url) || new URL(url).username === '',
      'must not hold a user or a password',
    ),
  CONNECT_API_KEY: z.string().min(1),
  CONNECT_TIMEOUT_MS: z.coerce.number().int().positive().default(10_000),
  CONNECT_CALLS_PER_SECOND: z.coerce.number().positive().default(10),
  FILE_STORE_DIR: z.string().min(1),
  DECISION_WAIT_MS: z.coerce.number().int().positive().default(5_000),
  MAX_UPLOAD_BYTES: z.coerce.number().int().positive().default(2_000_000_000),
  UPLOAD_TIMEOUT_MS: z.coerce.number().int().positive().max(86_400_000).default(1_800_000),
  UPLOAD_IDLE_TIMEOUT_MS: z.coerce.number().int().positive().max(86_400_000).default(60_000),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  HOST: z.string().default('0.0.0.0'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** The variables that are read, by name. */
export const variables = schema.shape;

export type ApiConfig = z.infer<typeof schema> & { temporal: TemporalPlace };

/** @throws Error that names every variable that is wrong, at once. */
export function readConfig(env: NodeJS.ProcessEnv): ApiConfig {
  const read = schema.safeParse(env);
  const faults = read.error?.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`) ?? [];
  let temporal: TemporalPlace | undefined;
  try {
    temporal = temporalOf(env);
  } catch (error) {
    faults.push(`  TEMPORAL_…: ${(error as Error).message}`);
  }
  if (read.success && temporal) return { ...read.data, temporal };
  throw new Error(`The API's configuration is not right:\n${faults.join('\n')}`);
}
