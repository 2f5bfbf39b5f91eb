export interface OneAtATime {
  /**
   * Requests `work`: it begins now, or once more as soon as the current run has ended. Resolves when there is nothing
   * more to do.
   */
  ask: () => Promise<void>;
  idle: () => boolean;
}

/** Never runs `work` twice at the same time: however often it is requested during a run, it runs once more. */
export function oneAtATime(work: () => Promise<void>): OneAtATime {
  let wanted = false;
  let running = false;
  return {
    async ask() {
      wanted = true;
      if (running) return;
      running = true;
      try {
        while (wanted) {
          wanted = false;
          await work();
        }
      } finally {
        running = false;
      }
    },
    idle: () => !running,
  };
}
