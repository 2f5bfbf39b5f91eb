/**
 * Calls like those of a real log, by the million. Everything is drawn from a hash of seed and index. Numbers are from
 * ranges reserved for drama; rates are per minute, in major units, and what the client pays is 35 % more. `unknown`
 * and `credit` are spread evenly, half a step apart, so that exactly so many are made and they seldom meet; dates
 * likewise, so that each has its share.
 *
 * Parameters: site, count, from, to, account codes, unknown codes, unknown count, seed, share of free calls, credits.
 */
export const makeCallsSql = `
WITH hashed AS MATERIALIZED (
  SELECT i, md5($8::text || ':call:' || i) AS one, md5($8::text || ':line:' || i) AS two
  FROM generate_series(1::bigint, $2::bigint) AS i
), drawn AS MATERIALIZED (
  SELECT i, one, two,
    i * $7::bigint / $2::bigint > (i - 1) * $7::bigint / $2::bigint AS unknown,
    (2 * i * $10::bigint + $2) / (2 * $2) > (2 * (i - 1) * $10::bigint + $2) / (2 * $2) AS credit,
    5 + floor(connect_sandbox.draw(one, 1) * 1895)::integer AS seconds,
    connect_sandbox.draw(one, 8) AS way,
    connect_sandbox.draw(two, 1) AS subscriber
  FROM hashed
), routed AS MATERIALIZED (
  SELECT *,
    CASE WHEN connect_sandbox.draw(two, 8) < $9::double precision AND NOT credit THEN 'Freephone'
         WHEN way < 0.57 THEN 'London' WHEN way < 0.91 THEN 'UK Mobile' ELSE 'France, Paris' END AS destination
  FROM drawn
), priced AS MATERIALIZED (
  SELECT *,
    round(seconds * CASE destination WHEN 'London' THEN 0.0080 WHEN 'UK Mobile' THEN 0.0450
                    WHEN 'France, Paris' THEN 0.0310 ELSE 0 END / 60, 4) * CASE WHEN credit THEN -1 ELSE 1 END AS buy
  FROM routed
), made AS (
  INSERT INTO connect_sandbox.call
    (site_id, started_local, account_code, extension, number, destination, duration_seconds, buy, sell)
  SELECT $1::text,
    $3::date + ((i - 1) * ($4::date - $3::date + 1) / $2::bigint)::integer + time '08:00'
      + floor(connect_sandbox.draw(one, 15) * 43200) * interval '1 second',
    CASE WHEN unknown THEN ($6::text[])[1 + floor(connect_sandbox.draw(one, 22) * cardinality($6::text[]))::integer]
         ELSE ($5::text[])[1 + floor(connect_sandbox.draw(one, 22) * cardinality($5::text[]))::integer] END,
    (2100 + floor(connect_sandbox.draw(two, 15) * 41)::integer)::text,
    CASE destination
      WHEN 'London' THEN '02079460' || lpad(floor(subscriber * 1000)::integer::text, 3, '0')
      WHEN 'UK Mobile' THEN '07700900' || lpad(floor(subscriber * 1000)::integer::text, 3, '0')
      WHEN 'France, Paris' THEN '+33140' || lpad(floor(subscriber * 1000000)::integer::text, 6, '0')
      ELSE '08001111' END,
    destination, seconds, buy, round(buy * 1.35, 4)
  FROM priced
  RETURNING account_code, buy, sell
)
SELECT account_code AS "accountCode", count(*)::integer AS calls, sum(buy)::text AS buy, sum(sell)::text AS sell,
  sum(sum(buy)) OVER ()::text AS "totalBuy", sum(sum(sell)) OVER ()::text AS "totalSell"
FROM made GROUP BY account_code ORDER BY account_code COLLATE "C"
`;
