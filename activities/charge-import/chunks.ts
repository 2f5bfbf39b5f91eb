/** What is read, in consecutive parts of a given size. */
export interface Chunks<T> {
  /** The next part; it is read when it is asked for, and after the one before has been. */
  next(): Chunk<T>;
  /** Nothing is left. */
  done(): boolean;
}

export interface Chunk<T> {
  batches: AsyncIterable<T>;
  /** The last of its batches, once all of them have been taken. */
  taken: Promise<T>;
}

interface Batch {
  rows: unknown[];
  done: boolean;
  checkpoint: { byteOffset: number };
}

/** A part ends early once its rows are together this long, so that little is repeated after a kill. */
const bytesPerPart = 32_000_000;

/**
 * @param rows Minimum number of rows in a part, except in the last one and where rows are long.
 * @param passing What becomes of a batch; the last one of a part is told so.
 */
export function chunksOf<T extends Batch>(
  batches: AsyncIterator<T>,
  rows: number,
  passing: (batch: T, isLast: boolean) => T,
): Chunks<T> {
  let done = false;
  let readTo = 0;
  async function* part(allTaken: (last: T) => void): AsyncGenerator<T> {
    // By hand: `for await` would end the reading together with the part.
    const from = readTo;
    let last: T;
    let count = 0;
    let isLast: boolean;
    do {
      const batch = await batches.next();
      if (batch.done === true) throw new Error('the reading has ended without its last batch');
      done = batch.value.done;
      count += batch.value.rows.length;
      readTo = batch.value.checkpoint.byteOffset;
      isLast = count >= rows || readTo - from >= bytesPerPart || done;
      last = passing(batch.value, isLast);
      yield last;
    } while (!isLast);
    allTaken(last);
  }
  return {
    done: () => done,
    next() {
      let allTaken: (last: T) => void = () => undefined;
      const taken = new Promise<T>((resolve) => (allTaken = resolve));
      return { batches: part(allTaken), taken };
    },
  };
}

/** The same, with its first part already read, so that the first call does not wait. */
export async function begun<T>(parts: AsyncIterator<T>): Promise<AsyncIterator<T>> {
  let first: IteratorResult<T> | null = await parts.next();
  return {
    next() {
      if (first === null) return parts.next();
      const answer = Promise.resolve(first);
      first = null;
      return answer;
    },
  };
}
