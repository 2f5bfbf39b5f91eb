import { type Client } from 'pg';
import { type BroughtImport } from './bring-imports';

/** What is there that should not be, and what is not there that should be. */
export interface Counted {
  rowsMissing: number;
  rowsTwice: number;
  filesTwice: number;
  chargesMissing: number;
  chargesTwice: number;
  /** Accounts whose charges are not what their calls come to, to the last digit. */
  accountsWrong: number;
  clientsMissing: number;
  clientsTwice: number;
}

const nobodysCode = /^ACC-19/;

/** Asks the database itself, and adds up what was made against what is kept. */
export async function count(
  database: Client,
  imports: BroughtImport[],
  accountsIds: string[],
): Promise<Counted> {
  const counted: Counted = {
    rowsMissing: 0,
    rowsTwice: 0,
    filesTwice: 0,
    chargesMissing: 0,
    chargesTwice: 0,
    accountsWrong: 0,
    clientsMissing: 0,
    clientsTwice: 0,
  };
  const ask = async <R extends object>(sql: string, values: unknown[]) =>
    (await database.query<R>(sql, values)).rows;
  for (const { id, made } of imports) {
    const [rows] = await ask<{ lines: number; rows: number }>(
      'SELECT count(DISTINCT line)::int AS lines, count(*)::int AS rows FROM import_row WHERE import_id = $1',
      [id],
    );
    counted.rowsMissing += made.whole.rows - (rows?.lines ?? 0);
    counted.rowsTwice += (rows?.rows ?? 0) - (rows?.lines ?? 0);
    const charged = await ask<{ code: string; charges: number; rows: number; sell: string }>(
      `SELECT a.accounts_id AS code, count(*)::int AS charges, count(DISTINCT c.row_number)::int AS rows, round(sum(c.net), 4)::text AS sell
       FROM charge c JOIN account a ON a.id = c.account_id WHERE c.import_id = $1 GROUP BY 1`,
      [id],
    );
    for (const [code, wanted] of Object.entries(made.byCode)) {
      const got = charged.find((one) => one.code === code);
      const { rows: due, sell } = nobodysCode.test(code) ? { rows: 0, sell: '0.0000' } : wanted;
      counted.chargesMissing += Math.max(0, due - (got?.rows ?? 0));
      counted.chargesTwice += (got?.charges ?? 0) - (got?.rows ?? 0) + Math.max(0, (got?.rows ?? 0) - due);
      if ((got?.sell ?? '0.0000') !== sell) counted.accountsWrong += 1;
    }
  }
  const [files] = await ask<{ twice: number }>(
    `SELECT coalesce(sum(count - 1), 0)::int AS twice FROM (SELECT count(*) FROM charge_import
       WHERE status NOT IN ('failed', 'cancelled') GROUP BY location_id, file_sha256) x`,
    [],
  );
  counted.filesTwice = files?.twice ?? 0;
  const clients = await ask<{ reference: string; clients: number }>(
    `SELECT r.reference, (SELECT count(*)::int FROM connect_sandbox.client c WHERE c.billing_reference = r.reference) AS clients
     FROM unnest($1::text[]) r (reference)`,
    [accountsIds],
  );
  counted.clientsMissing = clients.filter((one) => one.clients === 0).length;
  counted.clientsTwice = clients.reduce((sum, one) => sum + Math.max(0, one.clients - 1), 0);
  return counted;
}
