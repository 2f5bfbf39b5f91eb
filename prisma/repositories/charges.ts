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
  sheetId: string | null;
  accountId: string | null;
  locationIds: string[] | 'all';
  after: ChargePlace | null;
  limit: number;
}

/** Charges of posted sheets only, in the order in which they became visible. */
export function listCharges(database: Database, filter: ChargeFilter): Promise<ListedCharge[]> {
  const { postedAfter, sheetId, accountId, locationIds, after, limit } = filter;
  return database.query(
    `SELECT c.id, c.sheet_id AS "sheetId", c.source, c.description, ${columns}, ${instant('s.posted_at')} AS "postedAt"
     FROM batch_sheet s JOIN charge_import i ON i.id = s.import_id JOIN charge c ON c.sheet_id = s.id JOIN account a ON a.id = c.account_id
     WHERE s.state = 'posted' AND ($1::timestamptz IS NULL OR s.posted_at > $1) AND ($2::uuid IS NULL OR s.id = $2)
       AND ($3::uuid IS NULL OR c.account_id = $3) AND ($4::uuid[] IS NULL OR i.location_id = ANY ($4))
       AND ($5::timestamptz IS NULL OR (s.posted_at, c.sheet_id, c.row_number) > ($5, $6::uuid, $7::int))
     ORDER BY s.posted_at, c.sheet_id, c.row_number LIMIT $8`,
    [
      postedAfter,
      sheetId,
      accountId,
      locationIds === 'all' ? null : locationIds,
      after?.postedAt ?? null,
      after?.sheetId ?? null,
      after?.rowNumber ?? null,
      limit,
    ],
  );
}

/** What a sheet that is not posted yet would charge, in file order. */
export function previewCharges(
  database: Database,
  { sheetId, importId, after, limit }: { sheetId: string; importId: string; after: number; limit: number },
): Promise<ListedCharge[]> {
  return database.query<ListedCharge>(
    `SELECT NULL AS id, $1::uuid AS "sheetId", 'row' AS source, concat_ws(': ', p.name, c.destination) AS description, ${columns},
       NULL AS "postedAt"
     FROM (${chargeSql('r.import_id = $2 AND r.row_number > $3')}) c JOIN account a ON a.id = c.account_id
     CROSS JOIN (SELECT p.name FROM charge_import i JOIN product p ON p.id = i.product_id WHERE i.id = $2) p
     WHERE c.net <> 0 OR c.can_be_zero ORDER BY c.row_number LIMIT $4`,
    [sheetId, importId, after, limit],
  );
}
