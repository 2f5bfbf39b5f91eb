import { type ConnectFault, type FaultRule, faultRules } from '../../domain/sends/connect-fault';
import type { SendOutcome } from '../../prisma/repositories/sends/send-lease';

export interface FaultContext {
  during: 'look-up' | 'create';
  /** Attempts so far, including this one. */
  attempt: number;
  settlingDelayMs: number;
  /** 0 to 1, so that many sends are not retried at the same moment. */
  jitter: number;
}

const firstWaitMs = 500;
const maxWaitMs = 5 * 60_000;
const maxCredentialsWaitMs = 30_000;
const maxThrottleMs = 24 * 3_600_000;
/** For a Connect that is down: soon after it is back, all sends are retried. */
const maxAwayMs = 60_000;

/** Doubles with each attempt, up to 5 minutes; drawn between half of that and the whole. */
function backOffMs(attempt: number, jitter: number): number {
  const whole = Math.min(maxWaitMs, firstWaitMs * 2 ** Math.min(attempt - 1, 20));
  return Math.round(whole * (0.5 + jitter / 2));
}

type Wait = (retryAfterMs: number | null, context: FaultContext) => number;

/** Milliseconds until the next attempt. */
const waits: Record<FaultRule['wait'], Wait> = {
  'back-off': (_, { attempt, jitter }) => backOffMs(attempt, jitter),
  'once-it-is-back': (retryAfterMs, { attempt, jitter }) =>
    Math.max(retryAfterMs ?? 0, Math.min(backOffMs(attempt, jitter), maxAwayMs)),
  // As Connect asks, but not immediately, and at least once a day.
  'as-asked': (retryAfterMs, { attempt, jitter }) =>
    retryAfterMs === null
      ? backOffMs(attempt, jitter)
      : Math.min(maxThrottleMs, Math.max(retryAfterMs, backOffMs(1, jitter))),
  'while-credentials-are-mended': (_, { attempt, jitter }) =>
    Math.min(backOffMs(attempt, jitter), maxCredentialsWaitMs),
};

/** What follows from a fault, according to the domain's rules: the table in docs/send-to-connect.md. */
export function afterFault(fault: ConnectFault, context: FaultContext): SendOutcome {
  const { during, settlingDelayMs } = context;
  const rule: FaultRule = faultRules[fault.kind];
  const wait = waits[rule.wait]('retryAfterMs' in fault ? fault.retryAfterMs : null, context);
  const outcome = {
    fault: { ...fault, during, at: new Date().toISOString() },
    // A client that may have been created is looked up before anything else.
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
