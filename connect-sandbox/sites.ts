import { type Answer } from './answer';
import { type Queryable } from './database';
import { type OperationContext } from './operation';

export interface Site {
  id: string;
  name: string;
  /** IANA zone of the site's local dates and times. */
  timeZone: string;
}

export async function listSites({ pool }: OperationContext): Promise<Answer> {
  const { rows } = await pool.query(
    'SELECT id, name, time_zone AS "timeZone" FROM connect_sandbox.site ORDER BY id',
  );
  return { status: 200, body: { items: rows }, outcome: 'answered' };
}

export async function siteExists(queryable: Queryable, id: string): Promise<boolean> {
  const { rows } = await queryable.query('SELECT 1 FROM connect_sandbox.site WHERE id = $1', [id]);
  return rows.length > 0;
}

export async function putSite(queryable: Queryable, { id, name, timeZone }: Site): Promise<void> {
  await queryable.query(
    `INSERT INTO connect_sandbox.site (id, name, time_zone) VALUES ($1, $2, $3)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone`,
    [id, name, timeZone],
  );
}
