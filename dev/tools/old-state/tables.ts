import { pipeline } from 'node:stream/promises';
import { Readable, Writable } from 'node:stream';
import { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** The contents of a database, without its schema, which comes from migrations. */
export interface DatabaseContents {
  /** Names of the migrations that had been applied. */
  migrations: string[];
  tables: { name: string; columns: string; rows: string }[];
  sequences: { name: string; value: string }[];
}

/** Useless elsewhere: keys of that stack, and the request counts of Connect. */
const left = ['public._prisma_migrations', 'public.api_key', 'public.call_budget'];

export async function readContents(url: string): Promise<DatabaseContents> {
  return withClient(url, async (client) => {
    const { rows: migrations } = await client.query<{ name: string }>(
      'SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1',
    );
    const { rows: tables } = await client.query<{ name: string; columns: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name, string_agg(quote_ident(column_name), ', '
         ORDER BY ordinal_position) AS columns
       FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
       WHERE table_schema IN ('public', 'connect_sandbox') AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
       GROUP BY 1 ORDER BY 1`,
    );
    const { rows: sequences } = await client.query<{ name: string; value: string }>(
      `SELECT format('%I.%I', schemaname, sequencename) AS name, last_value::text AS value FROM pg_sequences
       WHERE last_value IS NOT NULL ORDER BY 1`,
    );
    const kept = tables.filter(({ name }) => !left.includes(name));
    const contents: DatabaseContents = {
      migrations: migrations.map(({ name }) => name),
      tables: [],
      sequences,
    };
    for (const table of kept) contents.tables.push({ ...table, rows: await copyOut(client, table) });
    return contents;
  });
}

/** Into a database with the same tables, empty or not: existing contents are deleted first. */
export async function writeContents(url: string, { tables, sequences }: DatabaseContents): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('BEGIN');
    // As it was: no rule applies now.
    await client.query('SET LOCAL session_replication_role = replica');
    for (const { name, columns, rows } of tables) {
      await client.query(`DELETE FROM ${name}`);
      await pipeline(Readable.from([rows]), client.query(copyFrom(`COPY ${name} (${columns}) FROM STDIN`)));
    }
    for (const { name, value } of sequences) await client.query('SELECT setval($1, $2)', [name, value]);
    await client.query('COMMIT');
  });
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function copyOut(
  client: Client,
  { name, columns }: { name: string; columns: string },
): Promise<string> {
  const parts: Buffer[] = [];
  const into = new Writable({ write: (part: Buffer, _encoding, done) => (parts.push(part), done()) });
  await pipeline(client.query(copyTo(`COPY (SELECT ${columns} FROM ${name} ORDER BY 1) TO STDOUT`)), into);
  return Buffer.concat(parts).toString();
}
