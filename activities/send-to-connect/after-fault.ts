import { type ConnectFault, type FaultRule, faultRules } from '../../domain/sends/connect-fault';
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
const maxWaitMs = 5 * 60_000;
const maxCredentialsWaitMs = 30_000;
const maxThrottleMs = 24 * 3_600_000;
/** Of a Connect that is away: soon after it is back, everybody is. */
const maxAwayMs = 60_000;

/** Doubles with each try up to 5 minutes; between half of it and the whole. */
function backOffMs(attempt: number, jitter: number): number {
  const whole = Math.min(maxWaitMs, firstWaitMs * 2 ** Math.min(attempt - 1, 20));
  return Math.round(whole * (0.5 + jitter / 2));
}

type Wait = (retryAfterMs: number | null, context: FaultContext) => number;

/** Milliseconds until the next try. */
const waits: Record<FaultRule['wait'], Wait> = {
  'back-off': (_, { attempt, jitter }) => backOffMs(attempt, jitter),
  'once-it-is-back': (retryAfterMs, { attempt, jitter }) =>
    Math.max(retryAfterMs ?? 0, Math.min(backOffMs(attempt, jitter), maxAwayMs)),
  // As Connect asks, but never at once, and at least once a day.
  'as-asked': (retryAfterMs, { attempt, jitter }) =>
    retryAfterMs === null
      ? backOffMs(attempt, jitter)
      : Math.min(maxThrottleMs, Math.max(retryAfterMs, backOffMs(1, jitter))),
  'while-credentials-are-mended': (_, { attempt, jitter }) =>
    Math.min(backOffMs(attempt, jitter), maxCredentialsWaitMs),
};

/** What follows from a fault, by the rules of the domain: the table of docs/send-to-connect.md. */
export function afterFault(fault: ConnectFault, context: FaultContext): SendOutcome {
  const { during, settlingDelayMs } = context;
  const rule: FaultRule = faultRules[fault.kind];
  const wait = waits[rule.wait]('retryAfterMs' in fault ? fault.retryAfterMs : null, context);
  const outcome = {
    fault: { ...fault, during, at: new Date().toISOString() },
    // What may have been made is looked up before anything else is.
    intentCleared: during === 'create' && !rule.mayHaveCreated,
  };
  const state = during === 'create' ? rule.onCreate : rule.onLookUp;
  switch (state) {
    case 'waiting':
      return { ...outcome, state, waitMs: wait, unclear: rule.unclearWhileWaiting };
    case 'unknown':
      return { ...outcome, state, waitMs: Math.max(wait, settlingDelayMs), unclear: 'yes' };
    case 'rejected':
      return { ...outcome, state, waitMs: null, unclear: 'no' };
  }
}
