export interface OneAtATime {
  /** Asks for `work`: it begins now, or once more as soon as it has ended. Settles when there is nothing more to do. */
  ask: () => Promise<void>;
  idle: () => boolean;
}

/** Runs `work` never twice at once: asked for any number of times while it runs, it runs once more. */
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
