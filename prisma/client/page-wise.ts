import type { Database } from './database';

const off = (...names: string[]) => names.map((name) => `SET LOCAL ${name} = off`);

/**
 * Of two ways the one that comes to fewer rows, as if all were in memory; and what belongs to a row looked up by its
 * key. JIT costs more than any page.
 */
const withIndexScans = [
  'SET LOCAL seq_page_cost = 0',
  'SET LOCAL random_page_cost = 0',
  ...off('enable_hashjoin', 'enable_mergejoin', 'jit'),
];

/** How PostgreSQL looks for the few rows of a page. */
const settings = {
  /** In the order of an index, from where the page begins. */
  'in order': [...withIndexScans, ...off('enable_sort', 'enable_bitmapscan', 'enable_seqscan')],
  /** All that there are, where they are few, and of these the first. */
  'as found': withIndexScans,
};
export type PageSettings = keyof typeof settings;

/**
 * Runs the statement of a list. Left to itself, the planner goes by statistics that know nothing of an import of the
 * last minutes, or of what a Location has: where it takes a hundred rows for what are a million, it looks at all of
 * them and sorts them, for fifty.
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
