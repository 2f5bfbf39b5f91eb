import { randomUUID } from 'node:crypto';
import { Client, type QueryResult } from 'pg';
import { startConnectSandbox, type ConnectSandbox } from '../../connect-sandbox/server';
import type { Untyped } from './untyped';

export const key = 'key-of-the-tests';
export const site = 'site-london-bridge';

export const newClient = {
  name: 'Bermondsey Ceramics Ltd',
  type: 'Residential',
  siteId: site,
  startDate: '2026-05-04T09:30:00+01:00',
  endDate: '2027-05-04T09:30:00+01:00',
  billingReference: 'ACC-1001',
};

async function administer(sql: string): Promise<QueryResult> {
  const client = new Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

async function waitsInTransaction(database: string): Promise<boolean> {
  const { rowCount } = await administer(
    `SELECT FROM pg_stat_activity WHERE datname = '${database}' AND state = 'idle in transaction'
       AND state_change < clock_timestamp() - interval '100 milliseconds'`,
  );
  return rowCount === 1;
}

export interface Reply {
  status: number;
  headers: Headers;

  body: Untyped;
}

async function reply(response: Response): Promise<Reply> {
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
}

const json = { 'Content-Type': 'application/json' };
const encode = (body: unknown) => (body === undefined ? undefined : JSON.stringify(body));

/** A sandbox on a database of its own, with one site. */
export async function freshSandbox() {
  if (!process.env.TEST_DATABASE_URL) throw new Error('TEST_DATABASE_URL names no PostgreSQL');
  const name = `connect_sandbox_${randomUUID().replaceAll('-', '')}`;
  await administer(`CREATE DATABASE ${name}`);
  const address = new URL(process.env.TEST_DATABASE_URL);
  address.pathname = name;
  const start = () => startConnectSandbox({ databaseUrl: address.href, port: 0, controlPort: 0, key });
  let running: ConnectSandbox = await start();

  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    reply(
      await fetch(running.url + path, {
        method,
        body: encode(body),
        headers: { Authorization: `Bearer ${key}`, ...json, ...headers },
      }),
    );
  const control = async (method: string, path: string, body?: unknown) =>
    reply(await fetch(running.controlUrl + path, { method, body: encode(body), headers: json }));
  const putSite = () =>
    control('PUT', `/sites/${site}`, { name: 'London Bridge', timeZone: 'Europe/London' });
  await putSite();
  const cutConnections = () =>
    administer(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND pid <> pg_backend_pid()`,
    );

  return {
    databaseUrl: address.href,
    url: () => running.url,
    call,
    control,
    create: (fields: object = {}, idempotencyKey?: string) =>
      call(
        'POST',
        '/clients',
        { ...newClient, ...fields },
        idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {},
      ),
    reset: async () => {
      await control('POST', '/reset');
      await putSite();
    },
    /**
     * Settles once a create waits within its transaction, holding its key. That the request log has it says too little:
     * another could still be the first to take the rule.
     */
    underWay: async () => {
      const deadline = Date.now() + 30_000;
      while (!(await waitsInTransaction(name))) {
        if (Date.now() > deadline) throw new Error('no create is under way');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    startAnother: start,
    restart: async () => {
      await running.stop();
      running = await start();
    },
    stop: () => running.stop(),
    /** Ends every connection of the sandbox, as a restart of the database does. */
    cutConnections,
    dropSchema: async () => {
      const client = new Client({ connectionString: address.href });
      await client.connect();
      await client.query('DROP SCHEMA connect_sandbox CASCADE');
      await client.end();
    },
    allowConnections: (allowed: boolean) => administer(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${allowed}`),
    remove: async () => {
      await running.stop();
      await cutConnections();
    },
  };
}

export type FreshSandbox = Awaited<ReturnType<typeof freshSandbox>>;
