import { type Pool } from 'pg';
import { inTransaction } from './database';
import { schemaSteps } from './schema.sql';

/** Any fixed number; it only has to differ from those of other programs on the same database. */
const migrationLock = 40_105_526;

/** Brings the schema `connect_sandbox` up to date. Safe to run again, and from several processes at once. */
export async function migrate(pool: Pool): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    await client.query('CREATE SCHEMA IF NOT EXISTS connect_sandbox');
    await client.query('CREATE TABLE IF NOT EXISTS connect_sandbox.schema_step (step integer PRIMARY KEY)');
    const { rows } = await client.query<{ done: number }>(
      'SELECT count(*)::integer AS done FROM connect_sandbox.schema_step',
    );
    const done = rows[0]?.done ?? 0;
    for (const [index, sql] of schemaSteps.entries()) {
      if (index < done) continue;
      await client.query(sql);
      await client.query('INSERT INTO connect_sandbox.schema_step VALUES ($1)', [index]);
    }
  });
}
