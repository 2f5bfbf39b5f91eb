import type { Database } from '../database';
import { chargeSql } from './charge-sql';
import { instant } from './instant';

export interface ListedCharge {
  id: string | null;
  sheetId: string;
  accountId: string;
  accountsId: string;
  source: string;
  rowNumber: number | null;
  description: string;
  basis: string;
  markup: string;
  net: string;
  /** To the microsecond, as the database orders by it: with less, "after the newest seen" would give that one again. */
  postedAt: string | null;
}

const columns = `c.account_id AS "accountId", a.accounts_id AS "accountsId", c.row_number AS "rowNumber",
  c.basis::text, c.markup::text, c.net::text`;

export interface ChargePlace {
  postedAt: string;
  sheetId: string;
  rowNumber: number;
}

export interface ChargeFilter {
  /** Charges of sheets that were posted later than this instant. */
  postedAfter: string | null;
  accountId: string | null;
  locationIds: string[] | 'all';
  after: ChargePlace | null;
  limit: number;
}

interface PostedSheet {
  id: string;
  importId: string;
  postedAt: string;
}

const sheetsAtOnce = 10;

/**
 * Charges of posted sheets only, in the order in which they became visible. Some sheets at a time, each from its own
 * index: a page costs what is on it, however much is posted.
 */
export async function listCharges(database: Database, filter: ChargeFilter): Promise<ListedCharge[]> {
  const found: ListedCharge[] = [];
  let from = filter.after;
  for (;;) {
    const sheets = await postedSheets(database, filter, from);
    for (const { id, importId } of sheets) {
      const after = from?.sheetId === id ? from.rowNumber : 0;
      const page = {
        sheetId: id,
        importId,
        accountId: filter.accountId,
        after,
        limit: filter.limit - found.length,
      };
      found.push(...(await postedCharges(database, page)));
      if (found.length >= filter.limit) return found;
    }
    const last = sheets.at(-1);
    if (!last || sheets.length < sheetsAtOnce) return found;
    from = { postedAt: last.postedAt, sheetId: last.id, rowNumber: lastRow };
  }
}

/** From the sheet of a place on, that one included. */
const postedSheets = (
  database: Database,
  { postedAfter, accountId, locationIds }: ChargeFilter,
  from: ChargePlace | null,
): Promise<PostedSheet[]> =>
  database.query<PostedSheet>(
    `SELECT s.id, s.import_id AS "importId", ${instant('s.posted_at')} AS "postedAt" FROM batch_sheet s JOIN charge_import i ON i.id = s.import_id
     WHERE s.state = 'posted' AND ($1::timestamptz IS NULL OR s.posted_at > $1) AND ($2::uuid[] IS NULL OR i.location_id = ANY ($2))
       AND ($3::timestamptz IS NULL OR (s.posted_at, s.id) >= ($3, $4::uuid))
       AND ($5::uuid IS NULL OR EXISTS (SELECT FROM sheet_account x WHERE x.sheet_id = s.id AND x.account_id = $5))
     ORDER BY s.posted_at, s.id LIMIT ${sheetsAtOnce}`,
    [
      postedAfter,
      locationIds === 'all' ? null : locationIds,
      from?.postedAt ?? null,
      from?.sheetId ?? null,
      accountId,
    ],
  );

/** No row of a file has a greater number. */
const lastRow = 2_147_483_647;

export interface ChargePage {
  sheetId: string;
  importId: string;
  /** Row number after which the page begins. */
  after: number;
  limit: number;
}

/** Charges of one posted sheet in file order, from behind a row; from the index that keeps them one for a row. */
export const postedCharges = (
  database: Database,
  { sheetId, importId, accountId, after, limit }: ChargePage & { accountId: string | null },
): Promise<ListedCharge[]> =>
  database.query<ListedCharge>(
    `SELECT c.id, c.sheet_id AS "sheetId", c.source, c.description, ${columns}, ${instant('s.posted_at')} AS "postedAt"
     FROM charge c JOIN batch_sheet s ON s.id = c.sheet_id JOIN account a ON a.id = c.account_id
     WHERE c.import_id = $5 AND c.reverses IS NULL AND c.sheet_id = $1 AND c.row_number > $3
       AND ($2::uuid IS NULL OR c.account_id = $2) ORDER BY c.row_number LIMIT $4`,
    [sheetId, accountId, after, limit, importId],
  );

/** What a sheet that is not posted yet would charge, in file order. */
export function previewCharges(
  database: Database,
  { sheetId, importId, after, limit }: ChargePage,
): Promise<ListedCharge[]> {
  return database.query<ListedCharge>(
    `SELECT NULL AS id, $1::uuid AS "sheetId", 'row' AS source, c.description, ${columns}, NULL AS "postedAt"
     FROM (${chargeSql('$2', 'r.row_number > $3')}) c JOIN account a ON a.id = c.account_id
     WHERE c.net <> 0 OR c.can_be_zero ORDER BY c.row_number LIMIT $4`,
    [sheetId, importId, after, limit],
  );
}
