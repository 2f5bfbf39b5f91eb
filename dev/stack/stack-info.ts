import { type ApiKeys } from './keys';

/** Where a stack's parts are, as written to .operate-connect/stack.json. */
export interface StackInfo {
  api: string;
  /** host:port */
  temporal: string;
  /** null with a TEMPORAL_ADDRESS of the user's own and no TEMPORAL_UI_URL. */
  temporalUi: string | null;
  connect: string;
  /** Where the sandbox is told to misbehave; null with a CONNECT_BASE_URL of the user's own. */
  connectControl: string | null;
  connectKey: string;
  database: string;
  keys: ApiKeys;
}
