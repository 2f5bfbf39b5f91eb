import type { Database } from '../../../client/database';
import { pageWise } from '../../../client/page-wise';
import { matchedJoin, matchedSql } from '../matching/matching-sql';

/** A code of a file, folded, on a local date (yyyy-mm-dd). */
export interface CodeOnDay {
  codeKey: string | null;
  localDate: string | null;
}

export interface MatchedCode {
  status: 'matched' | 'unmatched';
  accountId: string | null;
  accountsId: string | null;
  accountName: string | null;
  reason: string | null;
  detail: string | null;
}

/** Which Accounts rows would be matched to, by the rules of matching; in the order of the codes. */
export const matchPreview = (
  database: Database,
  locationId: string,
  codes: CodeOnDay[],
): Promise<MatchedCode[]> =>
  pageWise<MatchedCode>(
    database,
    `SELECT ${matchedSql.status} AS status, ${matchedSql.accountId} AS "accountId",
       CASE WHEN ${matchedSql.status} = 'matched' THEN a.accounts_id END AS "accountsId",
       CASE WHEN ${matchedSql.status} = 'matched' THEN a.name END AS "accountName",
       ${matchedSql.reason} AS reason, ${matchedSql.detail} AS detail
     FROM ROWS FROM (unnest($2::text[]), unnest($3::date[])) WITH ORDINALITY AS r (code_key, local_date, at)
       CROSS JOIN (SELECT NULL::text AS "looksLike") alike ${matchedJoin('$1')} ORDER BY r.at`,
    [locationId, codes.map(({ codeKey }) => codeKey), codes.map(({ localDate }) => localDate)],
    'as found',
  );
