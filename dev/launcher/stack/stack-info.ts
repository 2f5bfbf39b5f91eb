import { z } from 'zod';
import { apiKeys } from './keys';

/** Where a stack's parts are, as written to .operate-connect/stack.json. */
export const stackInfo = z.object({
  api: z.string(),
  /** The web console, where people sign in. */
  console: z.string(),
  /** The issuer that people sign in with. */
  oidc: z.string().nullable(),
  /** host:port */
  temporal: z.string(),
  /** null with a TEMPORAL_ADDRESS of the user's own and no TEMPORAL_UI_URL. */
  temporalUi: z.string().nullable(),
  connect: z.string(),
  /** Where faults of the sandbox are controlled; null with a CONNECT_BASE_URL of the user's own. */
  connectControl: z.string().nullable(),
  connectKey: z.string(),
  database: z.string(),
  keys: apiKeys,
});
export type StackInfo = z.infer<typeof stackInfo>;
