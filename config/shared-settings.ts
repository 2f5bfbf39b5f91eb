import { z } from 'zod';
import {
  fileStoreFaults,
  fileStoreOf,
  fileStoreSettings,
  type FileStoreVariables,
} from './file-store-settings';
import { payloadKeysSetting } from './payload-keys';
import { temporalOf, type TemporalPlace } from './temporal';

export const positiveInteger = z.coerce.number().int().positive();
export const port = z.coerce.number().int().min(0).max(65_535);

/** Settings that the API and the worker share. */
export const sharedSettings = {
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  TEMPORAL_ADDRESS: z.string().min(1).optional(),
  TEMPORAL_NAMESPACE: z.string().min(1).optional(),
  PAYLOAD_KEYS: payloadKeysSetting.optional(),
  CONNECT_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .refine(
      (url) => !URL.canParse(url) || new URL(url).username === '',
      'must not contain a user name or a password',
    ),
  CONNECT_API_KEY: z.string().min(1),
  CONNECT_TIMEOUT_MS: positiveInteger.default(10_000),
  CONNECT_CALLS_PER_SECOND: z.coerce.number().positive().default(10),
  ...fileStoreSettings,
  HOST: z.string().default('0.0.0.0'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
};

/**
 * Reads the settings of a process from its environment.
 * @param process Its name in messages: "API", "worker".
 * @throws Error that names every wrong variable, all at once.
 */
export function readSettings<T extends FileStoreVariables>(
  process: string,
  schema: z.ZodType<T>,
  env: NodeJS.ProcessEnv,
): T & { temporal: TemporalPlace; fileStore: ReturnType<typeof fileStoreOf> } {
  const read = schema.safeParse(env);
  const faults = read.error?.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`) ?? [];
  faults.push(...fileStoreFaults(env).map((fault) => `  ${fault}`));
  let temporal: TemporalPlace | undefined;
  try {
    temporal = temporalOf(env);
  } catch (error) {
    faults.push(`  TEMPORAL_…: ${(error as Error).message}`);
  }
  if (read.success && temporal && faults.length === 0)
    return { ...read.data, temporal, fileStore: fileStoreOf(read.data) };
  throw new Error(`The ${process}'s settings are wrong:\n${faults.join('\n')}`);
}
