/** Ids, or all there are. */
export type Locations = string[] | 'all';

/**
 * The values of a statement that is put together from what was asked for. What was not asked for is left out, instead
 * of being let through by `$1 IS NULL OR …`: so that PostgreSQL sees which index serves.
 */
export class Parameters {
  readonly values: unknown[] = [];

  /** @returns the placeholder of the value. */
  add = (value: unknown): string => `$${this.values.push(value)}`;

  /** The condition, with the value in the place of `?`; none where the value is undefined or null. */
  where = (condition: string, value: unknown): string[] =>
    value === undefined || value === null ? [] : [condition.replace('?', () => this.add(value))];
}

export interface Page {
  /** With what is ordered by under the names of `order`: `SELECT … FROM …`. */
  select: string;
  where: string[];
  order: string;
  /** A placeholder. */
  limit: string;
}

export const pageSql = ({ select, where, order, limit }: Page): string =>
  `${select} WHERE ${where.join(' AND ') || 'true'} ORDER BY ${order} LIMIT ${limit}`;

/**
 * A page of what is at some Locations, merged from an index that begins with the Location.
 * @param column holds the Location.
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
 * The first rows of several queries that have the same columns. Each is in order by itself, so that they are merged,
 * and read no further than the page goes: of a union that is sorted as a whole PostgreSQL knows no order.
 */
export const mergedPage = (
  queries: Pick<Page, 'select' | 'where'>[],
  { order, limit }: Pick<Page, 'order' | 'limit'>,
): string => {
  const pages = queries.map((query) => `(${pageSql({ ...query, order, limit })})`);
  return `SELECT * FROM (${pages.join(' UNION ALL ')}) one ORDER BY ${order} LIMIT ${limit}`;
};
