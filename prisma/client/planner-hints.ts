import type { Transaction } from './database';

/**
 * Runs statements that join the rows of an import to each other, to codes or to claims. The planner's statistics know
 * of an import only after a while; until then it takes 200,000 rows for one, and a nested loop compares each with
 * each. Without nested loops it hashes or sorts, which is right for few rows and for many; with room to do it in
 * memory.
 */
export async function withoutNestedLoops<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
  await tx.query(`SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '64MB'`);
  const result = await work();
  await tx.query('SET LOCAL enable_nestloop = on; SET LOCAL work_mem TO DEFAULT');
  return result;
}

/**
 * Runs sums over the rows of an import into few groups: withoutSort, where the planner would sort what it takes for a
 * few rows.
 */
export async function withoutSort<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
  await tx.query('SET LOCAL enable_sort = off');
  const result = await work();
  await tx.query('SET LOCAL enable_sort = on');
  return result;
}

const away = ['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan', 'enable_hashagg'];

/**
 * Runs a statement that looks a few things up for each row by an index, whatever the statistics say: without them,
 * the planner may look through whole tables for each. Which is looked up for which, the statement says itself
 * (LATERAL with a LIMIT): left to choose, the planner may do it the other way round.
 */
export async function withIndexScans<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
  await tx.query(away.map((name) => `SET LOCAL ${name} = off`).join('; '));
  const result = await work();
  await tx.query(away.map((name) => `SET LOCAL ${name} = on`).join('; '));
  return result;
}
