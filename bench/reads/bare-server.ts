import express from 'express';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';

/** A statement, and the options of a session in which it runs. */
export interface BareStatement {
  options: string;
  sql: string;
  values: unknown[];
}

/**
 * The least that can answer: express, pg, the statements of a list, their rows as JSON. Nobody is asked who they are,
 * and nothing is checked. A process of its own, told by its parent what it serves; it tells its port.
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
