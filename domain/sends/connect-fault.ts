/** What Connect answered, or that it did not: the connector says what happened, `faultRules` what follows from it. */
export type ConnectFault =
  | { kind: 'unreachable'; message: string }
  /** It was not asked, because it has not been answering. */
  | { kind: 'away'; message: string; retryAfterMs: number }
  | { kind: 'server'; status: number; message: string }
  | { kind: 'throttled'; message: string; retryAfterMs: number | null }
  | { kind: 'credentials'; status: number; message: string }
  | { kind: 'conflict'; code: string; message: string }
  | { kind: 'precondition'; message: string }
  | { kind: 'refused'; status: number; code: string; message: string; field: string | null }
  | { kind: 'contract'; message: string };

export type ConnectFaultKind = ConnectFault['kind'];

/**
 * If a client may have been created nevertheless, looking it up is the only way on: `rejected` would allow a second
 * one.
 */
type OnCreate =
  { mayHaveCreated: true; onCreate: 'unknown' } | { mayHaveCreated: false; onCreate: 'waiting' | 'rejected' };

export type FaultRule = OnCreate & {
  onLookUp: 'waiting';
  /** The answer to a person's edit or conversion: docs/send-to-connect.md. */
  onEdit: 'refused' | 'changed-meanwhile' | 'wrong-credentials' | 'busy' | 'unavailable';
  /** How long to wait before the next try. */
  wait: 'back-off' | 'once-it-is-back' | 'as-asked' | 'while-credentials-are-mended';
  /** Whether waiting leaves the state of the send unclear, so that a person is asked in the end. */
  unclearWhileWaiting: 'yes' | 'as before';
};

/** What follows from each fault. A kind without a rule does not compile. */
export const faultRules = {
  unreachable: {
    mayHaveCreated: true,
    onCreate: 'unknown',
    onLookUp: 'waiting',
    onEdit: 'unavailable',
    wait: 'back-off',
    unclearWhileWaiting: 'yes',
  },
  away: {
    mayHaveCreated: false,
    onCreate: 'waiting',
    onLookUp: 'waiting',
    onEdit: 'busy',
    wait: 'once-it-is-back',
    unclearWhileWaiting: 'yes',
  },
  server: {
    mayHaveCreated: true,
    onCreate: 'unknown',
    onLookUp: 'waiting',
    onEdit: 'unavailable',
    wait: 'back-off',
    unclearWhileWaiting: 'yes',
  },
  throttled: {
    mayHaveCreated: false,
    onCreate: 'waiting',
    onLookUp: 'waiting',
    onEdit: 'busy',
    wait: 'as-asked',
    unclearWhileWaiting: 'as before',
  },
  credentials: {
    mayHaveCreated: false,
    onCreate: 'waiting',
    onLookUp: 'waiting',
    onEdit: 'wrong-credentials',
    wait: 'while-credentials-are-mended',
    unclearWhileWaiting: 'as before',
  },
  conflict: {
    mayHaveCreated: true,
    onCreate: 'unknown',
    onLookUp: 'waiting',
    onEdit: 'changed-meanwhile',
    wait: 'back-off',
    unclearWhileWaiting: 'yes',
  },
  precondition: {
    mayHaveCreated: true,
    onCreate: 'unknown',
    onLookUp: 'waiting',
    onEdit: 'changed-meanwhile',
    wait: 'back-off',
    unclearWhileWaiting: 'yes',
  },
  refused: {
    mayHaveCreated: false,
    onCreate: 'rejected',
    onLookUp: 'waiting',
    onEdit: 'refused',
    wait: 'back-off',
    unclearWhileWaiting: 'yes',
  },
  contract: {
    mayHaveCreated: true,
    onCreate: 'unknown',
    onLookUp: 'waiting',
    onEdit: 'unavailable',
    wait: 'back-off',
    unclearWhileWaiting: 'yes',
  },
} as const satisfies Record<ConnectFaultKind, FaultRule>;
