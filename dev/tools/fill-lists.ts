import { Client } from 'pg';
import { accountStatements } from './fill-lists/accounts.sql';
import { auditStatements } from './fill-lists/audit.sql';
import { rowStatements } from './fill-lists/rows.sql';
import { sheetStatements } from './fill-lists/sheets.sql';

export interface FillSizes {
  accounts: number;
  sheets: number;
  /** Of all imports together; nearly as many charges are made from them. */
  rows: number;
}

export interface Filled {
  /** The last one has next to nothing. */
  locations: string[];
  /** The import that has half of the rows, and its posted sheet. */
  bigImport: string;
  bigSheet: string;
  /** A draft with a tenth of the rows. */
  draftSheet: string;
  draftImport: string;
  /** An Account with a tenth of the rows of the big import, and one with few. */
  denseAccount: string;
  sparseAccount: string;
}

/** The id of what has a name, a UUID of version 8. */
const namedId = `CREATE FUNCTION pg_temp.id(name text) RETURNS uuid LANGUAGE sql IMMUTABLE
  RETURN overlay(overlay(md5(name) PLACING '8' FROM 13) PLACING 'a' FROM 17)::uuid`;

const sized = (statement: string, sizes: FillSizes): string =>
  statement.replace(/:(accounts|sheets|rows)\b/g, (_, name: keyof FillSizes) =>
    String(Math.trunc(sizes[name])),
  );

/**
 * Fills a migrated database with so much data that a list which reads all of it is exposed. As its superuser: no rule
 * applies.
 */
export async function fillLists(url: string, sizes: FillSizes): Promise<Filled> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    await client.query(namedId);
    for (const statement of [...accountStatements, ...sheetStatements, ...rowStatements, ...auditStatements])
      await client.query(sized(statement, sizes));
    const { rows: found } = await client.query<Filled>(
      `SELECT (SELECT array_agg(id ORDER BY name) FROM location WHERE name LIKE 'Fill %') AS locations,
         big.import_id AS "bigImport", big.sheet_id AS "bigSheet", draft.sheet_id AS "draftSheet",
         draft.import_id AS "draftImport",
         (SELECT account_id FROM sheet_account WHERE sheet_id = big.sheet_id ORDER BY rows DESC
         LIMIT 1) AS "denseAccount",
         (SELECT account_id FROM sheet_account WHERE sheet_id = big.sheet_id ORDER BY rows LIMIT 1) AS "sparseAccount"
       FROM (SELECT * FROM filled WHERE state = 'posted' ORDER BY rows DESC LIMIT 1) big,
         (SELECT * FROM filled WHERE state = 'draft' ORDER BY rows DESC LIMIT 1) draft`,
    );
    await client.query('COMMIT');
    await client.query('VACUUM ANALYZE');
    return found[0] as Filled;
  } finally {
    await client.end();
  }
}
