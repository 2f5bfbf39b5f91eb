/** @param at Position among those who take together, from 0. @returns what this one gets. */
export type Share<T> = (at: number) => T;

interface Waiting<T> {
  resolve: (share: T) => void;
  reject: (reason: unknown) => void;
}

/**
 * Lets those who ask while somebody is served be served together, in the order in which they came: however many there
 * are, at most one is served and one group waits.
 * @param serve Serves a number of them at once; if it throws, all of them get its error.
 */
export function takeTogether<T>(serve: (count: number) => Promise<Share<T>>): () => Promise<T> {
  let waiting: Waiting<T>[] = [];
  let serving = false;
  const serveAll = async () => {
    serving = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      await serve(group.length).then(
        (share) => group.forEach(({ resolve }, at) => resolve(share(at))),
        (error: unknown) => group.forEach(({ reject }) => reject(error)),
      );
    }
    serving = false;
  };
  return () =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      if (!serving) void serveAll();
    });
}
