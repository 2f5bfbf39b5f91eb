import type { Transaction } from './database';
import { withIndexScans, withoutNestedLoops } from './planner-hints';

export type CursorRow = object;

const rowsAtOnce = 5_000;

/**
 * Streams the rows of a statement in batches, so that few are held in memory however many there are. Only one at a time
 * per transaction.
 * @param how `set-wise` joins them without nested loops; `row by row` looks up what belongs to each through an index.
 */
export async function* cursorRows<R extends CursorRow>(
  tx: Transaction,
  sql: string,
  values: unknown[],
  how: 'set-wise' | 'row by row',
): AsyncGenerator<R> {
  const declare = () => tx.query(`DECLARE rows_wanted NO SCROLL CURSOR FOR ${sql}`, values);
  await (how === 'set-wise' ? withoutNestedLoops(tx, declare) : withIndexScans(tx, declare));
  try {
    for (;;) {
      const rows = await tx.query<R>(`FETCH ${rowsAtOnce} FROM rows_wanted`);
      yield* rows;
      if (rows.length < rowsAtOnce) return;
    }
  } finally {
    await tx.query('CLOSE rows_wanted').catch(() => undefined); // the transaction has ended
  }
}
