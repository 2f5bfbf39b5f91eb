/**
 * Imports and their sheets, ten minutes apart up to now. Most are posted and have no charges; the last fiftieth is
 * open, the fiftieth before that has nearly all rows: the first of it half of them, and the first draft a tenth.
 * :sheets sheets, :rows rows.
 */
export const sheetStatements = [
  `INSERT INTO product_group (id, name) SELECT pg_temp.id('group'), 'Fill'`,
  `INSERT INTO product (id, product_group_id, name, tax_percent) SELECT pg_temp.id('product'), pg_temp.id('group'),
     'Fill', 20`,
  `INSERT INTO import_type (id, name, version, definition) SELECT pg_temp.id('type'), 'Fill', 1,
     '{"columns": {"sellAmount": {}}}'`,
  `INSERT INTO person (id, name, kind) SELECT pg_temp.id('uploader'), 'Fill', 'human'`,

  `CREATE TEMPORARY TABLE filled AS
   SELECT n, pg_temp.id('import' || n) AS import_id, pg_temp.id('sheet' || n) AS sheet_id,
     pg_temp.id('location' || CASE WHEN n % 500 = 1 THEN 20 WHEN n > :sheets - :sheets / 25 AND n % 10 = 1 THEN 20
       ELSE 1 + n % 19 END) AS location_id,
     now() - (:sheets - n) * interval '10 minutes' AS created_at,
     CASE WHEN n > :sheets - :sheets / 50
       THEN (ARRAY['draft', 'completed', 'completed', 'approved', 'draft'])[1 + n % 5]
       WHEN n % 50 = 0 THEN 'cancelled' ELSE 'posted' END AS state,
     CASE WHEN n = :sheets - :sheets / 25 + 1 THEN :rows / 2
     WHEN n = :sheets - :sheets / 50 + 5 - (:sheets - :sheets / 50) % 5 THEN :rows / 10
       WHEN n > :sheets - :sheets / 25 THEN greatest(1, :rows * 2 / 5 / (:sheets / 25)) ELSE 0 END AS rows
   FROM generate_series(1, :sheets) n`,

  `INSERT INTO charge_import (id, location_id, import_type_id, product_id, batch_date, reference_date, file_sha256,
     file_name, file_bytes, status,
     uploaded_by, created_at, file_rows, totals)
   SELECT import_id, location_id, pg_temp.id('type'), pg_temp.id('product'), '2026-01-31', '2026-01-31', md5(n::text),
     'calls-' || n || '.csv', 1000,
     CASE state WHEN 'draft' THEN 'in-review' ELSE state END, pg_temp.id('uploader'), created_at, rows,
     jsonb_build_object('rows', jsonb_build_object('file', rows, 'matched', rows, 'unmatched', rows / 20,
       'invalid', 0, 'duplicate', 0, 'ignored', 0),
       'amount', '{}'::jsonb, 'unmatchedReasons', '{}'::jsonb)
   FROM filled`,
  `INSERT INTO charge_import (location_id, import_type_id, product_id, batch_date, reference_date, file_sha256,
     file_name, file_bytes, status, uploaded_by,
     created_at, failure, stopped)
   SELECT location_id, pg_temp.id('type'), pg_temp.id('product'), '2026-01-31', '2026-01-31', md5('failed' || n),
     'broken-' || n || '.csv', 10,
     CASE WHEN n % 1000 = 3 THEN 'in-review' ELSE 'failed' END, pg_temp.id('uploader'), created_at,
     '{"code": "unreadable"}',
     CASE WHEN n % 1000 = 3 THEN 'a penny is missing' END
   FROM filled WHERE n % 100 = 3`,

  `INSERT INTO batch_sheet (id, import_id, number, title, state, tax_percent, can_be_zero, completed_by, completed_at,
     digest, posted_at, created_at,
     location_id, has_charges)
   SELECT sheet_id, import_id, 'FILL-' || n, 'Fill', state, 20, false,
     CASE WHEN state NOT IN ('draft', 'cancelled') THEN pg_temp.id('completer') END,
     CASE WHEN state NOT IN ('draft', 'cancelled') THEN created_at + interval '1 hour' END,
     CASE WHEN state NOT IN ('draft', 'cancelled') THEN 'digest' END,
     CASE state WHEN 'posted' THEN created_at + interval '2 hours' END, created_at, location_id, state = 'posted'
     AND rows > 0
   FROM filled`,
  `INSERT INTO approval (sheet_id, revision, person_id, digest) SELECT sheet_id, 1, pg_temp.id('approver'), 'digest'
   FROM filled WHERE state IN ('posted', 'approved')`,
  `INSERT INTO decision (kind, import_id, person_id, details, state, created_at)
   SELECT 'complete', import_id, pg_temp.id('completer'), '{}', CASE WHEN n % 1000 = 9 THEN 'pending'
     ELSE 'applied' END, created_at
   FROM filled`,
  `INSERT INTO outbox (kind, payload, next_try_at, done_at)
   SELECT 'start-import', '{}', now() + interval '1 day', CASE WHEN n % 1000 <> 9 THEN now() END FROM filled`,
];
