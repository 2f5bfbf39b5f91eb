/** Ids, or all there are. */
export type Locations = string[] | 'all';

/**
 * The values of a statement that is built from a request's filters. A filter that is not given is left out, instead of
 * being neutralised by `$1 IS NULL OR …`, so that PostgreSQL can choose the right index.
 */
export class Parameters {
  readonly values: unknown[] = [];

  /** @returns the placeholder of the value. */
  add = (value: unknown): string => `$${this.values.push(value)}`;

  /** The condition with the value in place of `?`; none if the value is undefined or null. */
  where = (condition: string, value: unknown): string[] =>
    value === undefined || value === null ? [] : [condition.replace('?', () => this.add(value))];
}

export interface Page {
  /** A `SELECT … FROM …` that returns the columns of `order` under those names. */
  select: string;
  where: string[];
  order: string;
  /** A placeholder. */
  limit: string;
}

export const pageSql = ({ select, where, order, limit }: Page): string =>
  `${select} WHERE ${where.join(' AND ') || 'true'} ORDER BY ${order} LIMIT ${limit}`;

/**
 * A page of the items at some Locations, merged from an index that begins with the Location.
 * @param column The one that holds the Location.
 */
export function pageAtLocations(
  parameters: Parameters,
  { locations, column }: { locations: Locations; column: string },
  page: Page,
): string {
  if (locations === 'all') return pageSql(page);
  if (locations.length === 0) return pageSql({ ...page, where: ['false', ...page.where] });
  return mergedPage(
    locations.map((location) => ({
      ...page,
      where: [`${column} = ${parameters.add(location)}`, ...page.where],
    })),
    page,
  );
}

/**
 * The first rows of several queries with the same columns. Each is already ordered, so they are merged and read no
 * further than the page needs; for a union that is sorted as a whole, PostgreSQL would not know that.
 */
export const mergedPage = (
  queries: Pick<Page, 'select' | 'where'>[],
  { order, limit }: Pick<Page, 'order' | 'limit'>,
): string => {
  const pages = queries.map((query) => `(${pageSql({ ...query, order, limit })})`);
  return `SELECT * FROM (${pages.join(' UNION ALL ')}) one ORDER BY ${order} LIMIT ${limit}`;
};
