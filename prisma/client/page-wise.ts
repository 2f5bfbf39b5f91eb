import type { Database } from './database';

const off = (...names: string[]) => names.map((name) => `SET LOCAL ${name} = off`);

/**
 * Of two plans the one that yields fewer rows, as if everything were in memory; related rows are looked up by key. JIT
 * costs more than any page.
 */
const withIndexScans = [
  'SET LOCAL seq_page_cost = 0',
  'SET LOCAL random_page_cost = 0',
  ...off('enable_hashjoin', 'enable_mergejoin', 'jit'),
];

/** How PostgreSQL finds the few rows of a page. */
const settings = {
  /** In the order of an index, from where the page begins. */
  'in order': [...withIndexScans, ...off('enable_sort', 'enable_bitmapscan', 'enable_seqscan')],
  /** All matching rows, if they are few, and then the first of these. */
  'as found': withIndexScans,
};
export type PageSettings = keyof typeof settings;

/**
 * Runs the statement of a list. By default, the planner uses statistics that do not know an import of the last minutes,
 * or the contents of a Location: if it expects a hundred rows instead of a million, it reads and sorts all of them to
 * return fifty.
 */
export const pageWise = <R>(
  database: Database,
  sql: string,
  values: unknown[],
  how: PageSettings = 'in order',
): Promise<R[]> =>
  database.reading(async (tx) => {
    await tx.query(settings[how].join('; '));
    return tx.query<R>(sql, values);
  });
