import { Refusal } from '../../domain/refusal';
import type { Database, Transaction } from './database';

/** Adding up may take this long; whoever asks for more is told to narrow the filter. Milliseconds. */
const patience = 3_000;
const tookTooLong = '57014';

/**
 * Runs sums over whatever a filter leaves, which may be everything there is.
 * @throws Refusal too-much-to-add-up if it takes too long.
 */
export async function withinTime<T>(
  database: Database,
  work: (tx: Transaction) => Promise<T>,
  ms = patience,
): Promise<T> {
  try {
    return await database.reading(async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = ${ms}`);
      return work(tx);
    });
  } catch (error) {
    if ((error as { code?: string }).code !== tookTooLong) throw error;
    throw new Refusal(
      'too-much-to-add-up',
      `This cannot be added up within ${ms / 1_000} seconds. Narrow the filter, such as by location, sheet or date.`,
    );
  }
}
