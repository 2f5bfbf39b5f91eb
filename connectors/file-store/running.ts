/** Counts what is running, so that a process can end after it. */
export function createRunning() {
  const running = new Set<Promise<unknown>>();
  return {
    track<T>(work: Promise<T>): Promise<T> {
      running.add(work);
      return work.finally(() => running.delete(work));
    },
    drain: async (): Promise<void> => void (await Promise.allSettled(running)),
  };
}
