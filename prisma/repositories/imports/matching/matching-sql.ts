/**
 * How a row finds its Account, as pieces of SQL. Reading knows only the first rule, which of its rows are matched:
 * domain/code-book. They refer to a row `r`, its code `c`, that code's Account `a`, and `alike`, what an unknown code
 * resembles.
 */

/** The code of the Location that is valid on the call's local date; the exclusion constraint allows no second one. */
export const matchedJoin = (location: string) => `
  LEFT JOIN account_code c ON c.location_id = ${location} AND c.code_key = r.code_key
    AND (c.effective_from IS NULL OR c.effective_from <= r.local_date)
    AND (c.effective_to IS NULL OR r.local_date < c.effective_to)
  LEFT JOIN account a ON a.id = c.account_id
  CROSS JOIN (SELECT ${location}::uuid AS location_id) here`;

/** The first and the last day of a tenancy are inclusive. */
const isMatched = `(a.id IS NOT NULL AND (a.tenancy_from IS NULL OR a.tenancy_from <= r.local_date)
  AND (a.tenancy_to IS NULL OR r.local_date <= a.tenancy_to))`;
const sameCodeHere =
  'SELECT FROM account_code x WHERE x.code_key = r.code_key AND x.location_id = here.location_id';
const sameCode = 'SELECT FROM account_code x WHERE x.code_key = r.code_key';

export const matchedSql = {
  status: `CASE WHEN ${isMatched} THEN 'matched' ELSE 'unmatched' END`,
  accountId: `CASE WHEN ${isMatched} THEN a.id END`,
  reason: `CASE WHEN ${isMatched} THEN NULL
    WHEN r.code_key IS NULL THEN 'no code'
    WHEN r.local_date < a.tenancy_from THEN 'tenancy not begun'
    WHEN a.id IS NOT NULL THEN 'account closed'
    WHEN EXISTS (${sameCodeHere}) THEN 'not effective then'
    WHEN EXISTS (${sameCode}) THEN 'code of another location'
    ELSE 'unknown code' END`,
  detail: `CASE WHEN ${isMatched} OR r.code_key IS NULL THEN NULL
    WHEN r.local_date < a.tenancy_from THEN 'begins on ' || a.tenancy_from
    WHEN a.id IS NOT NULL THEN 'closed on ' || a.tenancy_to
    WHEN EXISTS (${sameCodeHere}) THEN (
      SELECT string_agg(coalesce(x.effective_from::text, '') || '..' || coalesce(x.effective_to::text, ''), ', '
        ORDER BY x.effective_from)
      FROM account_code x WHERE x.code_key = r.code_key AND x.location_id = here.location_id)
    ELSE coalesce((SELECT string_agg(DISTINCT l.name, ', ') FROM account_code x JOIN location l ON l.id = x.location_id
          WHERE x.code_key = r.code_key), 'looks like ' || alike."looksLike") END`,
};
