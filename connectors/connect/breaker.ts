import { ConnectError } from './connect-error';

export interface Breaker {
  /** @throws ConnectError `away` where Connect has not been answering, but for one call in a while that tries it. */
  admit(): void;
  answered(): void;
  unanswered(): void;
}

export interface BreakerOptions {
  /** Calls without an answer, one after the other, after which Connect counts as away. */
  afterUnanswered?: number;
  /** How often one call is let through meanwhile; longer than a call may take, so that there is only one. */
  tryEveryMs: number;
  now?: () => number;
}

/** Spares callers the wait for an answer that will not come, and Connect a crowd when it is back. */
export function createBreaker({
  afterUnanswered = 5,
  tryEveryMs,
  now = () => performance.now(),
}: BreakerOptions): Breaker {
  let unanswered = 0;
  let nextTryAt = 0;
  return {
    admit() {
      if (unanswered < afterUnanswered) return;
      const waitMs = nextTryAt - now();
      if (waitMs > 0)
        throw new ConnectError({
          kind: 'away',
          message: 'Connect has not been answering: it was not asked',
          retryAfterMs: Math.ceil(waitMs),
        });
      nextTryAt = now() + tryEveryMs;
    },
    answered: () => void (unanswered = 0),
    unanswered() {
      unanswered += 1;
      if (unanswered >= afterUnanswered) nextTryAt = now() + tryEveryMs;
    },
  };
}
