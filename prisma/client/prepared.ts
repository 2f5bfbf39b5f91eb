import { createHash } from 'node:crypto';

/** A statement that each connection parses and plans once, instead of every time. */
export interface Prepared {
  name: string;
  text: string;
}

/**
 * For the few that nearly every request needs, and whose plan is the same for all values: for them, planning costs more
 * than running. Other statements are planned for their values. It names its columns: a connection that has prepared
 * `*` would fail once a migration has changed them.
 */
export const prepared = (text: string): Prepared => ({
  name: createHash('sha256').update(text).digest('hex').slice(0, 32),
  text,
});
