const off = (...names: string[]) => names.map((name) => `SET ${name} = off`);

/**
 * Of two plans the one that yields fewer rows, as if everything were in memory; related rows are looked up by key. JIT
 * costs more than any page.
 */
const withIndexScans = [
  'SET seq_page_cost = 0',
  'SET random_page_cost = 0',
  ...off('enable_hashjoin', 'enable_mergejoin', 'jit'),
];

/** How PostgreSQL finds the few rows of a page: for all that a connection is asked. */
export const pageSettings = {
  /** In the order of an index, from where the page begins. */
  'in order': [...withIndexScans, ...off('enable_sort', 'enable_bitmapscan', 'enable_seqscan')],
  /** All matching rows, if they are few, and then the first of these. */
  'as found': withIndexScans,
};
export type PageSettings = keyof typeof pageSettings;
