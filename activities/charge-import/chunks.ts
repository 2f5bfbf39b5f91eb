/** What is read, in parts of a size, one after the other. */
export interface Chunks<T> {
  /** The next part, read as it is asked for. */
  next(): AsyncIterable<T>;
  /** Nothing is left. */
  done(): boolean;
}

interface Batch {
  rows: unknown[];
  done: boolean;
  checkpoint: { byteOffset: number };
}

/**
 * A part ends before it has its rows where they are this long together: what is begun again after a kill is bounded.
 */
const bytesPerPart = 32_000_000;

/** @param rows How many rows a part has at least, but for the last, and where they are long. */
export function chunksOf<T extends Batch>(batches: AsyncIterator<T>, rows: number): Chunks<T> {
  let done = false;
  let passed = 0;
  return {
    done: () => done,
    async *next() {
      // By hand: `for await` would end the reading with the part.
      const from = passed;
      for (let count = 0; count < rows && passed - from < bytesPerPart && !done;) {
        const batch = await batches.next();
        done = batch.done === true || batch.value.done;
        if (batch.done === true) return;
        count += batch.value.rows.length;
        passed = batch.value.checkpoint.byteOffset;
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
