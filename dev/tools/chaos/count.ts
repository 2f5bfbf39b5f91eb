import { type Client } from 'pg';
import { billingNothingStatuses } from '../../../domain/imports/import-states';
import { type BroughtImport } from './bring-imports';

/** Numbers of things that exist and should not, and that should exist and do not. */
export interface Counted {
  rowsMissing: number;
  rowsTwice: number;
  filesTwice: number;
  chargesMissing: number;
  chargesTwice: number;
  /** Accounts whose charges differ from the sum of their calls, to the last digit. */
  accountsWrong: number;
  /** Accounts that are not linked to an existing client of Connect that belongs to them. */
  clientsMissing: number;
  clientsTwice: number;
}

/** Of an amount with a decimal point. */
const withoutLastZeros = (amount: string): string => amount.replace(/\.?0+$/, '');
const nobodysCode = /^ACC-19/;

/** Queries the database directly, and compares what was generated with what was stored. */
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
    counted.rowsMissing += Math.abs(made.whole.rows - (rows?.lines ?? 0));
    counted.rowsTwice += (rows?.rows ?? 0) - (rows?.lines ?? 0);
    const charged = await ask<{ code: string; charges: number; rows: number; sell: string }>(
      `SELECT a.accounts_id AS code, count(*)::int AS charges, count(DISTINCT c.row_number)::int AS rows,
         trim_scale(sum(c.net))::text AS sell
       FROM charge c JOIN account a ON a.id = c.account_id WHERE c.import_id = $1 GROUP BY 1`,
      [id],
    );
    const codes = new Set([...Object.keys(made.byCode), ...charged.map(({ code }) => code)]);
    for (const code of codes) {
      const got = charged.find((one) => one.code === code) ?? { charges: 0, rows: 0, sell: '0' };
      const due = (nobodysCode.test(code) ? undefined : made.byCode[code]) ?? { rows: 0, sell: '0.0' };
      counted.chargesMissing += Math.max(0, due.rows - got.rows);
      counted.chargesTwice += got.charges - got.rows + Math.max(0, got.rows - due.rows);
      if (got.sell !== withoutLastZeros(due.sell)) counted.accountsWrong += 1;
    }
  }
  const [files] = await ask<{ twice: number }>(
    `SELECT coalesce(sum(count - 1), 0)::int AS twice FROM (SELECT count(*) FROM charge_import
       WHERE status <> ALL ($1) GROUP BY location_id, file_sha256) x`,
    [billingNothingStatuses],
  );
  counted.filesTwice = files?.twice ?? 0;
  const clients = await ask<{ clients: number; linked: boolean }>(
    `SELECT count(c.id)::int AS clients, coalesce(bool_or(c.id = l.client_id), false) AS linked
     FROM unnest($1::text[]) r (reference)
     LEFT JOIN connect_sandbox.client c ON c.billing_reference = r.reference
     LEFT JOIN account a ON a.accounts_id = r.reference
     LEFT JOIN connect_link l ON l.account_id = a.id
     GROUP BY r.reference`,
    [accountsIds],
  );
  counted.clientsMissing = clients.filter(({ linked }) => !linked).length;
  counted.clientsTwice = clients.reduce((sum, one) => sum + Math.max(0, one.clients - 1), 0);
  return counted;
}
