import type { Database } from './database';
import type { PageSettings } from './page-settings';

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
): Promise<R[]> => database.page<R>(how, sql, values);
