import { lookAlike } from '../../../domain/accounts/look-alike';
import type { Transaction } from '../../client/database';
import { withoutNestedLoops } from '../../client/planner-hints';
import type { ImportPlace } from '../imports/import-place';

/** An unknown code, folded, and the code or Accounts ID of the Location that it resembles. */
export interface CodeAlike {
  codeKey: string;
  looksLike: string;
}

/** Files contain few unknown codes; at most this many are reported. */
const maxCodes = 1_000;
/** At most this many names of a Location are searched at once. */
const maxNames = 200_000;

/** What the unknown codes of an import resemble, if anything: "ACC-1OO1" resembles ACC-1001. */
export async function unknownCodesAlike(
  tx: Transaction,
  { id, locationId }: ImportPlace,
): Promise<CodeAlike[]> {
  const unknown = await withoutNestedLoops(tx, () =>
    tx.query<{ codeKey: string }>(
      `SELECT DISTINCT r.code_key AS "codeKey" FROM import_row r WHERE r.import_id = $1 AND r.status <> 'matched'
         AND r.code_key IS NOT NULL
       AND NOT EXISTS (SELECT FROM account_code x WHERE x.code_key = r.code_key) ORDER BY 1 LIMIT ${maxCodes}`,
      [id],
    ),
  );
  if (unknown.length === 0) return [];
  const names = await tx.query<{ name: string }>(
    `SELECT code AS name FROM account_code WHERE location_id = $1 UNION SELECT accounts_id FROM account
     WHERE location_id = $1
     ORDER BY name DESC LIMIT ${maxNames}`,
    [locationId],
  );
  // Of several, the first by name.
  const byLook = new Map(names.map(({ name }) => [lookAlike(name), name]));
  return unknown.flatMap(({ codeKey }) => {
    const look = lookAlike(codeKey);
    const looksLike = look === '' ? undefined : byLook.get(look);
    return looksLike === undefined ? [] : [{ codeKey, looksLike }];
  });
}
