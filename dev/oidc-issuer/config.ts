import { z } from 'zod';

const schema = z.object({
  ISSUER_PORT: z.coerce.number().int().min(0).max(65_535),
  /** Where browsers reach the API. */
  API_PUBLIC_URL: z.url(),
  CLIENT_ID: z.string().min(1),
  CLIENT_SECRET: z.string().min(1),
  AUDIENCE: z.string().min(1),
});

export type IssuerConfig = z.infer<typeof schema>;

/** @throws Error that names every wrong variable; or that says that this is no issuer for production. */
export function readConfig(env: NodeJS.ProcessEnv): IssuerConfig {
  if (env.NODE_ENV === 'production')
    throw new Error('This issuer lets anybody sign in as anybody: it does not run with NODE_ENV=production.');
  const read = schema.safeParse(env);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new Error(`The settings are wrong:\n${faults.join('\n')}`);
}
