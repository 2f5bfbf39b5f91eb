/**
 * Calls `act` with what came, once for each key: the first at once, what follows within `pauseMs` of it together at
 * the end. A burst of a hundred hints must not ask a hundred times.
 */
export function gather<Item>(
  act: (item: Item) => void,
  { keyOf, pauseMs }: { keyOf: (item: Item) => string; pauseMs: number },
): (item: Item) => void {
  const waiting = new Map<string, Item>();
  let isPausing = false;
  const pause = () => {
    isPausing = true;
    setTimeout(() => {
      isPausing = false;
      if (waiting.size === 0) return;
      const items = [...waiting.values()];
      waiting.clear();
      pause();
      items.forEach(act);
    }, pauseMs);
  };
  return (item) => {
    if (isPausing) return void waiting.set(keyOf(item), item);
    pause();
    act(item);
  };
}
