/**
 * For how long this process has known of something, by a clock that never jumps. Of no more than `most` things: then
 * the oldest is forgotten, and its time begins anew.
 */
export function createSeenSince(most = 10_000, now: () => number = () => performance.now()) {
  const since = new Map<string, number>();
  return (what: string): number => {
    const first = since.get(what);
    if (first !== undefined) return now() - first;
    if (since.size >= most) since.delete(since.keys().next().value as string);
    since.set(what, now());
    return 0;
  };
}
