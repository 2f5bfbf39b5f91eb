import { z } from 'zod';
import { optional } from './optional';
import { port, positiveInteger, readSettings, sharedSettings } from './shared-settings';

const dayMs = 86_400_000;

const schema = z.object({
  ...sharedSettings,
  TEMPORAL_UI_URL: z.url().optional(),
  DECISION_WAIT_MS: positiveInteger.default(4_000),
  MAX_UPLOAD_BYTES: positiveInteger.default(2_000_000_000),
  UPLOAD_TIMEOUT_MS: positiveInteger.max(dayMs).default(1_800_000),
  UPLOAD_IDLE_TIMEOUT_MS: positiveInteger.max(dayMs).default(60_000),
  REQUESTS_PER_SECOND: positiveInteger.default(50),
  ANONYMOUS_REQUESTS_PER_SECOND: positiveInteger.default(20),
  FAILED_ATTEMPTS_PER_MINUTE: positiveInteger.default(20),
  MAX_CONNECTIONS: positiveInteger.default(4_000),
  HEADERS_TIMEOUT_MS: positiveInteger.max(60_000).default(10_000),
  BODY_TIMEOUT_MS: positiveInteger.max(dayMs).default(30_000),
  KEEP_ALIVE_TIMEOUT_MS: positiveInteger.max(dayMs).default(65_000),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  PORT: port.default(3000),
  PUBLIC_URL: optional(z.url({ protocol: /^https?$/ })),
  OIDC_ISSUER: optional(z.url({ protocol: /^https?$/ })),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  OIDC_AUDIENCE: optional(z.string()),
  SESSION_IDLE_MINUTES: positiveInteger.max(1_440).default(30),
  SESSION_MAX_HOURS: positiveInteger.max(168).default(12),
  INVITATION_HOURS: positiveInteger.max(720).default(72),
  ALLOW_SINGLE_ADMIN: z
    .enum(['true', 'false'], { error: 'Must be true or false.' })
    .default('false')
    .transform((value) => value === 'true'),
});

/** The variables that are read, by name. */
export const variables = schema.shape;

/** @throws Error that names every wrong variable, all at once. */
export const readApiSettings = (env: NodeJS.ProcessEnv) => readSettings('API', schema, env);

export type ApiSettings = ReturnType<typeof readApiSettings>;
