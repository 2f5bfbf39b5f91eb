import type { Change } from '../../domain/people/hint';

interface Throttled {
  timer: NodeJS.Timeout;
  /** What has come in the meantime. */
  next: Change | null;
}

/**
 * Passes on changes, but progress of the same thing at most once per interval; the last of it always arrives. A change
 * of state is passed on at once, and stands for any progress before it.
 */
export function throttleProgress(tell: (change: Change) => void, everyMs = 1_000) {
  const throttled = new Map<string, Throttled>();
  const pass = (key: string, change: Change) => {
    throttled.set(key, { timer: setTimeout(() => endInterval(key), everyMs), next: null });
    tell(change);
  };
  const endInterval = (key: string) => {
    const next = throttled.get(key)?.next;
    throttled.delete(key);
    if (next) pass(key, next);
  };
  return {
    take(change: Change): void {
      const key = `${change.kind} ${change.id}`;
      const earlier = throttled.get(key);
      if (change.isProgress && earlier) earlier.next = change;
      else if (change.isProgress) pass(key, change);
      else {
        if (earlier) earlier.next = null;
        tell(change);
      }
    },
    stop(): void {
      for (const { timer } of throttled.values()) clearTimeout(timer);
      throttled.clear();
    },
  };
}
