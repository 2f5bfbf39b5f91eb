import { z } from 'zod';
import { type ConnectSandboxOptions } from './server';

const port = z.coerce.number().int().min(0).max(65_535);

const environment = z.object({
  DATABASE_URL: z.string().min(1),
  SANDBOX_PORT: port.default(4010),
  SANDBOX_CONTROL_PORT: port.default(4011),
  /**
   * The address that both ports listen on. If it is not limited to this machine, everybody who can reach the control
   * port can inject faults.
   */
  SANDBOX_HOST: z.string().min(1).default('127.0.0.1'),
  SANDBOX_KEY: z.string().min(1).regex(/^\S+$/, 'must not contain white space'),
});

/** @throws Error that names every variable that is missing or wrong. */
export function readConfig(env: NodeJS.ProcessEnv): ConnectSandboxOptions {
  const result = environment.safeParse(env);
  if (!result.success) throw new Error(`Configuration is not complete:\n${z.prettifyError(result.error)}`);
  const { DATABASE_URL, SANDBOX_HOST, SANDBOX_PORT, SANDBOX_CONTROL_PORT, SANDBOX_KEY } = result.data;
  return {
    databaseUrl: DATABASE_URL,
    host: SANDBOX_HOST,
    port: SANDBOX_PORT,
    controlPort: SANDBOX_CONTROL_PORT,
    key: SANDBOX_KEY,
  };
}
