/**
 * How long this process has known about something, by a monotonic clock. At most `max` things are remembered; beyond
 * that, the oldest is forgotten and its time starts again.
 */
export function createSeenSince(max = 10_000, now: () => number = () => performance.now()) {
  const since = new Map<string, number>();
  return (what: string): number => {
    const first = since.get(what);
    if (first !== undefined) return now() - first;
    if (since.size >= max) since.delete(since.keys().next().value as string);
    since.set(what, now());
    return 0;
  };
}
