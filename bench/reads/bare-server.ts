import express from 'express';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';

/** A statement, and the options of the session that runs it. */
export interface BareStatement {
  options: string;
  /** Of one that each connection prepares. */
  name: string | undefined;
  sql: string;
  values: unknown[];
}

export interface BareTask {
  database: string;
  lists: BareStatement[][];
  /** Of each pool. */
  connections: number;
}

/**
 * The minimal server: express, pg, the statements of a list, their rows as JSON. No authentication, no checks. A
 * separate process: its parent tells it what to serve; it reports its port.
 */
process.once('message', ({ database, lists, connections }: BareTask) => {
  const pools = new Map<string, Pool>();
  const poolOf = (options: string): Pool => {
    const pool = pools.get(options) ?? new Pool({ connectionString: database, max: connections, options });
    pools.set(options, pool);
    return pool;
  };
  const app = express();
  app.get('/:list', async (request, response) => {
    const rows: unknown[] = [];
    for (const { options, name, sql: text, values } of lists[Number(request.params.list)] ?? [])
      rows.push(...(await poolOf(options).query<Record<string, unknown>>({ name, text, values })).rows);
    response.json(rows);
  });
  const server = app.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});
