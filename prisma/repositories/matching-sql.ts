/**
 * How a row finds its Account, as pieces of SQL that reading and matching again share.
 * They speak of a row `r`, its code `c` and that code's Account `a`.
 */

/** The one code of the Location that is good on the call's local date; the exclusion constraint allows no second. */
export const matchedJoin = (location: string) => `
  LEFT JOIN account_code c ON c.location_id = ${location} AND c.code_key = r.code_key
    AND (c.effective_from IS NULL OR c.effective_from <= r.local_date)
    AND (c.effective_to IS NULL OR r.local_date < c.effective_to)
  LEFT JOIN account a ON a.id = c.account_id
  CROSS JOIN (SELECT ${location}::uuid AS location_id) here`;

/** The last day of a tenancy still belongs to it. */
const isMatched = '(a.id IS NOT NULL AND (a.tenancy_to IS NULL OR r.local_date <= a.tenancy_to))';
const sameCodeHere =
  'SELECT FROM account_code x WHERE x.code_key = r.code_key AND x.location_id = here.location_id';
const sameCode = 'SELECT FROM account_code x WHERE x.code_key = r.code_key';

export const matchedSql = {
  status: `CASE WHEN ${isMatched} THEN 'matched' ELSE 'unmatched' END`,
  accountId: `CASE WHEN ${isMatched} THEN a.id END`,
  reason: `CASE WHEN ${isMatched} THEN NULL
    WHEN r.code_key IS NULL THEN 'no code'
    WHEN a.id IS NOT NULL THEN 'account closed'
    WHEN EXISTS (${sameCodeHere}) THEN 'not effective then'
    WHEN EXISTS (${sameCode}) THEN 'code of another location'
    ELSE 'unknown code' END`,
  detail: `CASE WHEN ${isMatched} OR r.code_key IS NULL THEN NULL
    WHEN a.id IS NOT NULL THEN 'closed on ' || a.tenancy_to
    WHEN EXISTS (${sameCodeHere}) THEN (
      SELECT string_agg(coalesce(x.effective_from::text, '') || '..' || coalesce(x.effective_to::text, ''), ', ' ORDER BY x.effective_from)
      FROM account_code x WHERE x.code_key = r.code_key AND x.location_id = here.location_id)
    ELSE (SELECT string_agg(DISTINCT l.name, ', ') FROM account_code x JOIN location l ON l.id = x.location_id
          WHERE x.code_key = r.code_key) END`,
};

/**
 * What makes two lines the same call: start, extension, number and duration, or the record id where the log has one.
 * Not the amount and not the code, so that a call that was rated again is caught too.
 */
export const fingerprintSql = `CASE
  WHEN r.record_id IS NOT NULL THEN substring(sha256(convert_to('id' || chr(31) || r.record_id, 'UTF8')) FOR 16)
  WHEN r.started_at IS NOT NULL AND r.duration_seconds IS NOT NULL THEN substring(sha256(convert_to(
    concat_ws(chr(31), extract(epoch FROM r.started_at), coalesce(r.extension, ''), coalesce(r.number, ''), r.duration_seconds),
    'UTF8')) FOR 16)
  END`;
