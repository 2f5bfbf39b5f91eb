import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { type Response } from 'express';
import { type Pool, type PoolClient } from 'pg';
import { type Answer } from './answer';
import { period } from './contract-schemas';
import { inTransaction } from './database';
import { type OperationContext } from './operation';
import { parse, Refusal } from './refusal';
import { siteExists } from './sites';

const header = [
  'Account Code',
  'Extension',
  'Call Date',
  'Call Time',
  'Number Dialled',
  'Destination',
  'Duration',
  'Operator Amount',
  'Client Amount',
];

const callsOf = `FROM connect_sandbox.call
  WHERE site_id = $1 AND started_local >= $2::date AND started_local < $3::date + 1`;

const lines = `SELECT account_code, extension, to_char(started_local, 'DD/MM/YYYY'),
  to_char(started_local, 'HH24:MI:SS'), number,
  destination, to_char(duration_seconds * interval '1 second', 'HH24:MI:SS'), buy::text, sell::text ${callsOf}
  ORDER BY started_local, id`;

const totals = `SELECT 'TOTAL', '', '', '', '', '', '', coalesce(sum(buy), 0)::numeric(30, 4)::text,
  coalesce(sum(sell), 0)::numeric(30, 4)::text ${callsOf}`;

/** Header, calls by local time, and the footer with their exact sums. */
async function* records(client: PoolClient, values: [site: string, from: string, to: string]) {
  yield header;
  await client.query(`DECLARE lines NO SCROLL CURSOR FOR ${lines}`, values);
  for (;;) {
    const { rows } = await client.query<string[]>({ text: 'FETCH 5000 FROM lines', rowMode: 'array' });
    if (rows.length === 0) break;
    yield* rows;
  }
  const footer = await client.query<string[]>({ text: totals, values, rowMode: 'array' });
  yield* footer.rows;
}

/** One snapshot for lines and footer, so that they agree while calls are being added. */
async function streamFile(pool: Pool, values: [site: string, from: string, to: string], response: Response) {
  try {
    await inTransaction(
      pool,
      (client) =>
        pipeline(
          Readable.from(records(client, values), { highWaterMark: 1000 }),
          stringify({ record_delimiter: 'windows' }),
          response,
        ),
      'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
    );
  } catch {
    // The status has been sent already: only a broken connection can tell the reader that the file is incomplete.
    response.destroy();
  }
}

/** The calls of the local dates from..to, inclusive, in the layout "essensys call logger v2". */
export async function downloadCallCharges({ pool, request }: OperationContext): Promise<Answer> {
  const site = String(request.params.id);
  const { from, to } = parse(period, request.query);
  if (!(await siteExists(pool, site))) throw new Refusal(404, 'not_found', `There is no site ${site}`);
  const name = `call-charges-${site.replace(/[^\w-]/g, '_')}-${from}-${to}.csv`;
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    },
    stream: (response) => streamFile(pool, [site, from, to], response),
    outcome: 'answered',
  };
}
