import type { Reader, Transaction } from './database';

/**
 * Runs statements that join the rows of an import to each other, to codes or to claims. The planner's statistics
 * include an import only after a while; until then it expects one row instead of 200,000, and a nested loop compares
 * each with each. Without nested loops it hashes or sorts, which suits few rows and many; with enough memory to do it
 * without disk.
 */
export async function withoutNestedLoops<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
  await tx.query(`SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '64MB'`);
  const result = await work();
  await tx.query('SET LOCAL enable_nestloop = on; SET LOCAL work_mem TO DEFAULT');
  return result;
}

/**
 * Like `withoutNestedLoops`, and without merge joins: for rows that it believes to be few, the planner may merge two
 * tables by their import alone, in the order of an index, and compares each row with each within it. And without
 * intersecting indexes: to look up one claim, that reads all of its import.
 */
export const withHashJoins = <T>(tx: Transaction, work: () => Promise<T>): Promise<T> =>
  withoutNestedLoops(tx, async () => {
    await tx.query('SET LOCAL enable_mergejoin = off; SET LOCAL enable_bitmapscan = off');
    const result = await work();
    await tx.query('SET LOCAL enable_mergejoin = on; SET LOCAL enable_bitmapscan = on');
    return result;
  });

/**
 * Runs sums over the rows of an import into few groups: without sorting, which the planner would choose for the few
 * rows that it expects.
 */
export async function withoutSort<T>(tx: Reader, work: () => Promise<T>): Promise<T> {
  await tx.query('SET LOCAL enable_sort = off');
  const result = await work();
  await tx.query('SET LOCAL enable_sort = on');
  return result;
}

const away = ['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan', 'enable_hashagg', 'enable_bitmapscan'];

/**
 * Runs a statement that looks up a few things for each row through an index, whatever the statistics say: by default,
 * the planner may scan whole tables for each, or intersect two indexes, one of which has a million entries for it. The
 * statement itself fixes the direction (LATERAL with a LIMIT): otherwise the planner may reverse it.
 */
export async function withIndexScans<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
  await tx.query(away.map((name) => `SET LOCAL ${name} = off`).join('; '));
  const result = await work();
  await tx.query(away.map((name) => `SET LOCAL ${name} = on`).join('; '));
  return result;
}
