import { ConnectError } from './connect-error';

export interface Breaker {
  /** @throws ConnectError `away` while Connect is not answering, except for an occasional trial call. */
  admit(): void;
  answered(): void;
  unanswered(): void;
}

export interface BreakerOptions {
  /** Consecutive calls without an answer after which Connect counts as down. */
  afterUnanswered?: number;
  /**
   * How often one trial call is let through meanwhile; longer than a call may take, so that there is only one at a
   * time.
   */
  tryEveryMs: number;
  now?: () => number;
}

/**
 * A circuit breaker: spares callers the wait for an answer that will not come, and spares Connect a rush when it is
 * back.
 */
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
          message: 'Connect has not been answering, so no request was sent',
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
