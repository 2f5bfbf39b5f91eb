/**
 * Longer than any code, date or time: longer texts are read anew each time, so that a limit on entries limits bytes
 * too.
 */
const longestRemembered = 64;

/**
 * Cells of a file repeat: each distinct text is read once.
 * @param max Number of cells that are remembered, each of at most 64 characters; when it is exceeded, all are
 * forgotten.
 */
export function memoize<T>(read: (cell: string) => T, max = 10_000): (cell: string) => T {
  const known = new Map<string, T>();
  // Often the same cell comes again at once.
  let last: string | null = null;
  let lastFound: T;
  return (cell) => {
    if (cell === last) return lastFound;
    if (cell.length > longestRemembered) return read(cell);
    let found = known.get(cell);
    if (found === undefined) {
      // A copy: a slice of a block of the file would keep the whole block in memory.
      const copy = cell.split('').join('');
      found = read(copy);
      if (known.size >= max) known.clear();
      known.set(copy, found);
    }
    last = cell;
    lastFound = found;
    return found;
  };
}
