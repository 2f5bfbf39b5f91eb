import { lookAlike } from '../../../domain/accounts/look-alike';
import type { Transaction } from '../../client/database';
import { withoutNestedLoops } from '../../client/planner-hints';
import type { ImportPlace } from '../imports/import-place';

/** An unknown code, folded, and a code or Accounts ID of the Location that people take it for. */
export interface CodeAlike {
  codeKey: string;
  looksLike: string;
}

/** Files have few codes that nobody knows; of more, these are told. */
const maxCodes = 1_000;
/** As many as a Location can have and be looked through at once. */
const maxNames = 200_000;

/** What the unknown codes of an import look like, where they look like something: "ACC-1OO1" like ACC-1001. */
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
  // Of several the first by name.
  const byLook = new Map(names.map(({ name }) => [lookAlike(name), name]));
  return unknown.flatMap(({ codeKey }) => {
    const look = lookAlike(codeKey);
    const looksLike = look === '' ? undefined : byLook.get(look);
    return looksLike === undefined ? [] : [{ codeKey, looksLike }];
  });
}
