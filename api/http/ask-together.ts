/** A question that takes longer than this is not waited for. */
const patienceMs = 250;

export type AskTogether = <T>(what: string, ask: () => Promise<T>) => Promise<T>;

/**
 * Lets those who ask the same at the same time share one question. Whoever comes while one is on its way shares the
 * next, with all others who have come by then: what is answered was never true only before they asked.
 */
export function askTogether(): AskTogether {
  const underWay = new Map<string, Promise<unknown>>();
  const next = new Map<string, Promise<unknown>>();
  const begin = (what: string, ask: () => Promise<unknown>): Promise<unknown> => {
    const asked = ask().finally(() => {
      if (underWay.get(what) === asked) underWay.delete(what);
    });
    underWay.set(what, asked);
    return asked;
  };
  const shared = (what: string, ask: () => Promise<unknown>): Promise<unknown> => {
    const before = underWay.get(what);
    if (!before) return begin(what, ask);
    const known = next.get(what);
    if (known) return known;
    const after = settled(before).then(() => {
      next.delete(what);
      return begin(what, ask);
    });
    next.set(what, after);
    return after;
  };
  return shared as AskTogether;
}

/** Or has taken too long. */
function settled(asked: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, patienceMs)));
  const done = asked.then(
    () => undefined,
    () => undefined,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}
