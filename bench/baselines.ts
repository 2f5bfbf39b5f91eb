import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { openDatabase } from '../prisma/client/database';
import { timed } from './timed';

const columns = [
  'account_code',
  'extension',
  'call_date',
  'call_time',
  'number',
  'destination',
  'duration',
  'buy',
  'sell',
];

async function withTable<T>(database: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: database });
  await client.connect();
  try {
    await client.query('DROP TABLE IF EXISTS bench_row');
    await client.query(`CREATE TABLE bench_row (${columns.map((name) => `${name} text`).join(', ')})`);
    return await work(client);
  } finally {
    await client.query('DROP TABLE IF EXISTS bench_row');
    await client.end();
  }
}

/** The upper bound: the file's bytes unchanged, copied into a table of text. @returns milliseconds. */
export const copyBareRows = (database: string, file: string): Promise<number> =>
  withTable(database, (client) =>
    timed(async () => {
      const into = client.query(copyFrom('COPY bench_row FROM STDIN (FORMAT csv, HEADER true)'));
      await pipeline(createReadStream(file), into);
    }),
  );

/** The usual way: csv-parse, and one COPY of its output. @returns milliseconds. */
export const parseThenCopy = (database: string, file: string): Promise<number> =>
  withTable(database, (client) =>
    timed(async () => {
      const parser = createReadStream(file).pipe(parse({ from_line: 2 }));
      const into = client.query(copyFrom('COPY bench_row FROM STDIN'));
      await pipeline(Readable.from(linesOf(parser)), into);
    }),
  );

const rowsPerBlock = 2_000;

async function* linesOf(rows: AsyncIterable<string[]>): AsyncGenerator<string> {
  let block = '';
  let count = 0;
  for await (const cells of rows) {
    block += `${cells.join('\t')}\n`;
    if (++count % rowsPerBlock !== 0) continue;
    yield block;
    block = '';
  }
  yield block;
}

const rowsAtOnce = 5_000;

/** The naive way: csv-parse, and the ORM's createMany of the first rows of the file. @returns milliseconds. */
export async function createManyRows(database: string, file: string, rows: number): Promise<number> {
  const opened = openDatabase(database);
  const importId = '00000000-0000-4000-8000-00000000beac';
  try {
    return await timed(async () => {
      let batch: Record<string, unknown>[] = [];
      let rowNumber = 0;
      const flush = async () => {
        await opened.prisma.importRow.createMany({ data: batch as never });
        batch = [];
      };
      const parser = createReadStream(file).pipe(parse({ from_line: 2, to_line: rows + 1 }));
      for await (const cells of parser as AsyncIterable<string[]>) {
        const [accountCode, extension, , , number, destination, , buy, sell] = cells;
        const row = { accountCode, extension, number, destination, buy, sell };
        batch.push({
          importId,
          rowNumber: ++rowNumber,
          line: rowNumber,
          raw: '',
          status: 'unmatched',
          ...row,
        });
        if (batch.length === rowsAtOnce) await flush();
      }
      if (batch.length > 0) await flush();
    });
  } finally {
    await opened.query('DELETE FROM import_row WHERE import_id = $1', [importId]);
    await opened.close();
  }
}
