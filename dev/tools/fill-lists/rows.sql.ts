/**
 * Rows of the sheets that have some, and what they are charged. One row in twenty is unmatched; the last hundredth is
 * invalid; one Account of each Location has a tenth of all, the others share what is left.
 */
export const rowStatements = [
  `CREATE TEMPORARY TABLE tenant AS SELECT id, location_id, row_number() OVER (PARTITION BY location_id
     ORDER BY accounts_id) - 1 AS n,
     least(200, count(*) OVER (PARTITION BY location_id)) AS many FROM account WHERE accounts_id LIKE 'FILL-%'`,
  'CREATE INDEX ON tenant (location_id, n)',
  'ANALYZE tenant',
  'ANALYZE filled',

  `INSERT INTO import_row (import_id, row_number, line, raw, status, reason, account_code, code_key, account_id,
     extension, number, destination,
     started_at, local_date, duration_seconds, sell, fingerprint)
   SELECT f.import_id, r, r + 1, '"' || r || '","201","020 7946 0000","London","2026-01-15 10:00:00","65","0.1234"',
     w.status,
     (ARRAY['unknown code', 'already imported', 'ignored by a person', 'not a time'])
       [array_position(ARRAY['unmatched', 'duplicate', 'ignored', 'invalid'], w.status)],
     'A', 'a', CASE w.status WHEN 'matched' THEN t.id END, '201', '020 7946 0000', 'London', f.created_at,
     '2026-01-15', 65, 0.1234,
     decode(md5(f.n || '-' || r), 'hex')
   FROM filled f CROSS JOIN LATERAL generate_series(1, f.rows) r
   CROSS JOIN LATERAL (SELECT CASE WHEN r > f.rows - f.rows / 100 THEN 'invalid' WHEN r % 20 = 0 THEN 'unmatched'
     WHEN r % 1000 = 1 THEN 'duplicate'
     WHEN r % 500 = 3 THEN 'ignored' ELSE 'matched' END AS status) w
   CROSS JOIN LATERAL (SELECT many FROM tenant WHERE location_id = f.location_id AND n = 0) here
   JOIN tenant t ON t.location_id = f.location_id AND t.n = CASE WHEN r % 10 = 5 THEN 0
     ELSE abs(hashint4(r)::bigint) % here.many END
   WHERE f.rows > 0 ORDER BY f.n, r`,

  `INSERT INTO sheet_account (sheet_id, account_id, rows, basis, markup, adjustments, rounding, net, tax, gross)
   SELECT f.sheet_id, r.account_id, count(*), sum(r.sell), 0, 0, 0, sum(r.sell), 0, sum(r.sell)
   FROM filled f JOIN import_row r ON r.import_id = f.import_id WHERE r.status = 'matched' GROUP BY 1, 2`,
  `INSERT INTO charge (id, sheet_id, account_id, source, import_id, row_number, description, basis, markup, net)
   SELECT gen_random_uuid(), f.sheet_id, r.account_id, 'row', f.import_id, r.row_number, 'Fill: London', r.sell, 0,
     r.sell
   FROM filled f JOIN import_row r ON r.import_id = f.import_id WHERE f.state = 'posted' AND r.status = 'matched'
   ORDER BY f.n, r.row_number`,
  // What triggers would have done.
  `SELECT list_codes(import_id) FROM filled WHERE rows > 0`,
  `INSERT INTO sheet_total (sheet_id, basis, markup, adjustments, rounding, net, tax, gross)
   SELECT sheet_id, sum(basis), sum(markup), sum(adjustments), sum(rounding), sum(net), sum(tax), sum(gross)
   FROM sheet_account WHERE sheet_id IN (SELECT sheet_id FROM filled) GROUP BY 1`,
  `SELECT list_charges(s.id, s.import_id, s.posted_at) FROM batch_sheet s JOIN filled f ON f.sheet_id = s.id
   WHERE s.state = 'posted'`,
];
