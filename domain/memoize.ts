/**
 * Longer than any code, date or time: what is longer is read anew each time, so that a count bounds the bytes as well.
 */
const longestRemembered = 64;

/**
 * Cells of a file say the same again and again: each is read once.
 * @param most How many cells are remembered, each of at most 64 characters; all are forgotten when there are too many.
 */
export function memoize<T>(read: (cell: string) => T, most = 10_000): (cell: string) => T {
  const known = new Map<string, T>();
  return (cell) => {
    if (cell.length > longestRemembered) return read(cell);
    let found = known.get(cell);
    if (found === undefined) {
      // A copy: what is cut out of a block of the file would keep all of it in memory.
      const copy = cell.split('').join('');
      found = read(copy);
      if (known.size >= most) known.clear();
      known.set(copy, found);
    }
    return found;
  };
}
