import { type Answer } from './answer';
import { clientBody, type ClientRow, foldName } from './client-row';
import { clientQuery, type ClientQuery } from './contract-schemas';
import { prepared } from './database';
import { type OperationContext } from './operation';
import { parse, Refusal } from './refusal';

const writeCursor = (seq: string): string => Buffer.from(`after:${seq}`).toString('base64url');

function readCursor(cursor: string | undefined): string {
  if (cursor === undefined) return '0';
  const seq = /^after:(\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (seq === undefined) throw new Refusal(400, 'malformed', 'cursor is not one of ours', 'cursor');
  return seq;
}

/** Clients as they are, or as they were `lag` milliseconds ago. */
const source = (lag: number): string =>
  lag === 0
    ? 'connect_sandbox.client'
    : `(SELECT DISTINCT ON (id) * FROM connect_sandbox.client_version
        WHERE written_at <= clock_timestamp() - ${lag} * interval '1 millisecond' ORDER BY id, version DESC) AS seen`;

function conditions(query: ClientQuery): { where: string; values: string[] } {
  const values = [readCursor(query.cursor)];
  const filters = ['seq > $1'];
  const only = (column: string, value: string | undefined) => {
    if (value !== undefined) filters.push(`${column} = $${values.push(value)}`);
  };
  only('billing_reference', query.billingReference);
  only('site_id', query.siteId);
  only('name_folded', query.name === undefined ? undefined : foldName(query.name));
  return { where: filters.join(' AND '), values };
}

export async function searchClients({ pool, request, settings }: OperationContext): Promise<Answer> {
  const query = parse(clientQuery, request.query);
  const { where, values } = conditions(query);
  const { rows } = await pool.query<ClientRow>(
    prepared(
      `SELECT * FROM ${source(settings.searchLagMs)} WHERE ${where} ORDER BY seq LIMIT ${query.limit + 1}`,
      values,
    ),
  );
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const next = rows.length > page.length && last ? writeCursor(last.seq) : null;
  return { status: 200, body: { items: page.map(clientBody), next }, outcome: 'answered' };
}
