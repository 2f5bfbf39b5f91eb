import type { Transaction } from './database';
import { withIndexScans, withoutNestedLoops } from './planner-hints';

export type CursorRow = object;

const rowsAtOnce = 5_000;

/**
 * The rows of a statement as they come, some at a time: however many there are, few are held in memory. One at a time
 * in a transaction.
 * @param how `set-wise` joins them without nested loops; `row by row` looks up by an index what belongs to each.
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
    await tx.query('CLOSE rows_wanted').catch(() => undefined); // the transaction is over
  }
}
