/** Files say the same dates, times and durations again and again: each is read once. Forgets all when it knows too many. */
export function remembering<T>(read: (cell: string) => T, most = 100_000): (cell: string) => T {
  const known = new Map<string, T>();
  return (cell) => {
    let found = known.get(cell);
    if (found === undefined) {
      found = read(cell);
      if (known.size >= most) known.clear();
      known.set(cell, found);
    }
    return found;
  };
}
