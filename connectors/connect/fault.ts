/** What Connect answered, or did not: the connector says what happened, its caller decides what follows. */
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

export class ConnectError extends Error {
  override readonly name = 'ConnectError';
  constructor(readonly fault: ConnectFault) {
    super(fault.message);
  }
}

const unclear = ['unreachable', 'server', 'conflict', 'contract'];

/** True where a create may have been done all the same. */
export function outcomeUnknown(fault: ConnectFault): boolean {
  return unclear.includes(fault.kind);
}
