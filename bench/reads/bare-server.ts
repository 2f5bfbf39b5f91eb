import express from 'express';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';

/** A statement, and the options of the session that runs it. */
export interface BareStatement {
  options: string;
  sql: string;
  values: unknown[];
}

/**
 * The minimal server: express, pg, the statements of a list, their rows as JSON. No authentication, no checks. A
 * separate process: its parent tells it what to serve; it reports its port.
 */
process.once('message', ({ database, lists }: { database: string; lists: BareStatement[][] }) => {
  const pools = new Map<string, Pool>();
  const poolOf = (options: string): Pool => {
    const pool = pools.get(options) ?? new Pool({ connectionString: database, max: 2, options });
    pools.set(options, pool);
    return pool;
  };
  const app = express();
  app.get('/:list', async (request, response) => {
    const rows: unknown[] = [];
    for (const { options, sql, values } of lists[Number(request.params.list)] ?? [])
      rows.push(...(await poolOf(options).query<Record<string, unknown>>(sql, values)).rows);
    response.json(rows);
  });
  const server = app.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});
