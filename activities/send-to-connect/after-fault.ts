import { type ConnectFault, outcomeUnknown } from '../../connectors/connect/fault';
import type { SendOutcome } from '../../prisma/repositories/sends/send-lease';

export interface FaultContext {
  during: 'look-up' | 'create';
  /** Tries so far, this one included. */
  attempt: number;
  settlingDelayMs: number;
  /** 0 to 1, so that many sends do not come back together. */
  jitter: number;
}

const firstWaitMs = 500;
const longestWaitMs = 5 * 60_000;
const longestCredentialsWaitMs = 30_000;
const longestThrottleMs = 24 * 3_600_000;
/** Of a Connect that is away: soon after it is back, everybody is. */
const longestAwayMs = 60_000;

/** Doubles with each try up to 5 minutes; between half of it and the whole. */
function backOffMs(attempt: number, jitter: number): number {
  const whole = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempt - 1, 20));
  return Math.round(whole * (0.5 + jitter / 2));
}

/** As Connect asks, but never at once, and at least once a day. */
function throttleMs(retryAfterMs: number | null, attempt: number, jitter: number): number {
  if (retryAfterMs === null) return backOffMs(attempt, jitter);
  return Math.min(longestThrottleMs, Math.max(retryAfterMs, backOffMs(1, jitter)));
}

/** What follows from a fault: the table of docs/send-to-connect.md. */
export function afterFault(fault: ConnectFault, context: FaultContext): SendOutcome {
  const { during, attempt, settlingDelayMs, jitter } = context;
  const told = { ...fault, during, at: new Date().toISOString() };
  const wait = backOffMs(attempt, jitter);
  const clear = { fault: told, intentCleared: during === 'create' };
  if (fault.kind === 'away')
    return {
      ...clear,
      unclear: 'yes',
      state: 'waiting',
      waitMs: Math.max(fault.retryAfterMs, Math.min(wait, longestAwayMs)),
    };
  if (fault.kind === 'throttled')
    return {
      ...clear,
      unclear: 'as before',
      state: 'waiting',
      waitMs: throttleMs(fault.retryAfterMs, attempt, jitter),
    };
  if (fault.kind === 'credentials')
    return {
      ...clear,
      unclear: 'as before',
      state: 'waiting',
      waitMs: Math.min(wait, longestCredentialsWaitMs),
    };
  if (during === 'look-up')
    return { state: 'waiting', fault: told, waitMs: wait, intentCleared: false, unclear: 'yes' };
  if (outcomeUnknown(fault) || fault.kind === 'precondition')
    return {
      state: 'unknown',
      fault: told,
      waitMs: Math.max(wait, settlingDelayMs),
      intentCleared: false,
      unclear: 'yes',
    };
  return { ...clear, unclear: 'no', state: 'rejected', waitMs: null };
}
