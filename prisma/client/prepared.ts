import { createHash } from 'node:crypto';
import type { QueryConfig } from 'pg';

/** A statement that each connection parses and plans once, instead of every time. */
export interface Prepared {
  name: string;
  text: string;
}

/**
 * For what nearly every request or every send asks, where the plan is the same for all values: there, parsing and
 * planning cost more than running. Other statements are planned for their values. It names its columns: a connection
 * that has prepared `*` would fail once a migration has changed them.
 */
export const prepared = (text: string): Prepared => ({
  name: createHash('sha256').update(text).digest('hex').slice(0, 32),
  text,
});

/** As the driver takes it. */
export const queryConfig = (sql: string | Prepared, values?: unknown[]): QueryConfig =>
  typeof sql === 'string' ? { text: sql, values } : { ...sql, values };
