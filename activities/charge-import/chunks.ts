/** What is read, in parts of a size, one after the other. */
export interface Chunks<T> {
  /** The next part, read as it is asked for. */
  next(): AsyncIterable<T>;
  /** Nothing is left. */
  done(): boolean;
}

/** @param rows How many rows a part has at least, but for the last. */
export function chunksOf<T extends { rows: unknown[]; done: boolean }>(
  batches: AsyncIterator<T>,
  rows: number,
): Chunks<T> {
  let done = false;
  return {
    done: () => done,
    async *next() {
      // By hand: `for await` would end the reading with the part.
      for (let count = 0; count < rows && !done;) {
        const batch = await batches.next();
        done = batch.done === true || batch.value.done;
        if (batch.done === true) return;
        count += batch.value.rows.length;
        yield batch.value;
      }
    },
  };
}

/** The same, with its first part there already: whoever asks for that does not wait. */
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
