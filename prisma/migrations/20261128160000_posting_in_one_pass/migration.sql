-- What is asked while a sheet is posted is asked with fewer passes; nothing that was asked before is left out.

CREATE OR REPLACE FUNCTION refuse_other_charges() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT sheet_id, CASE WHEN source = 'row' THEN import_id END AS import_id FROM made) m
      LEFT JOIN batch_sheet s ON s.id = m.sheet_id WHERE s.state IS DISTINCT FROM 'posting' OR m.import_id <> s.import_id)
    OR EXISTS (SELECT FROM (SELECT DISTINCT account_id FROM made) m WHERE NOT EXISTS (SELECT FROM account a WHERE a.id = m.account_id))
    OR EXISTS (SELECT FROM made c WHERE c.reverses IS NOT NULL AND NOT EXISTS (SELECT FROM charge o WHERE o.id = c.reverses))
  THEN
    RAISE EXCEPTION 'a charge is made of a sheet that is being posted, for an account; or reverses one'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'charge_of_an_approved_row';
  END IF;
  RETURN NULL;
END $$;

-- The rows of a range are read once and hashed, where each charge looked up its own. Without nested loops: the planner expects one row.
CREATE FUNCTION refuse_charges_of_other_rows() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = off AS $$
DECLARE span record;
BEGIN
  FOR span IN SELECT import_id, min(row_number) AS first, max(row_number) AS last FROM made WHERE source = 'row' GROUP BY import_id LOOP
    IF EXISTS (
      SELECT FROM made c LEFT JOIN import_row r ON r.import_id = span.import_id AND r.row_number BETWEEN span.first AND span.last
        AND r.row_number = c.row_number
      WHERE c.source = 'row' AND c.import_id = span.import_id AND (r.status IS DISTINCT FROM 'matched' OR r.account_id <> c.account_id))
    THEN
      RAISE EXCEPTION 'a charge of a row is made for the account that the row is matched to'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'charge_of_an_approved_row';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER charge_of_a_matched_row AFTER INSERT ON charge REFERENCING NEW TABLE AS made
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_charges_of_other_rows();

-- Lists the rows of each Account, 400 to a list, and adds up the sheet. Grouped by hashing: the planner expects few charges of a sheet that it does
-- not know yet, and would sort them.
CREATE FUNCTION list_charges(sheet uuid, import uuid, posted timestamptz) RETURNS TABLE (account_id uuid, net numeric) LANGUAGE sql
  SET enable_sort = off SET work_mem = '64MB' AS $$
  WITH charged AS MATERIALIZED (
    SELECT c.account_id, ARRAY(SELECT n FROM unnest(array_agg(c.row_number)) n ORDER BY n) AS rows, sum(c.net) AS net FROM charge c
    WHERE c.import_id = import AND c.reverses IS NULL AND c.sheet_id = sheet GROUP BY c.account_id
  ), lists AS (
    INSERT INTO account_charge_rows (account_id, posted_at, sheet_id, last_row, row_numbers)
    SELECT a.account_id, posted, sheet, a.rows[least(first + 399, cardinality(a.rows))], a.rows[first:first + 399]
    FROM charged a CROSS JOIN generate_series(1, cardinality(a.rows), 400) first
    ON CONFLICT DO NOTHING
  ), total AS (
    INSERT INTO sheet_total (sheet_id, charges, charged)
    SELECT sheet, coalesce(sum(cardinality(c.rows)), 0), coalesce(sum(c.net), 0) FROM charged c
    ON CONFLICT (sheet_id) DO UPDATE SET charges = EXCLUDED.charges, charged = EXCLUDED.charged
  )
  SELECT c.account_id, c.net FROM charged c
$$;

-- A sheet becomes posted only if each Account is charged what was approved. A row of zero may be left out, and does not affect what its Account owes.
CREATE OR REPLACE FUNCTION record_posted_charges() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong record;
BEGIN
  SELECT count(*) AS accounts, min(coalesce(c.net, 0) || ' instead of ' || coalesce(a.net, 0)) AS first INTO wrong
  FROM (SELECT x.account_id, x.basis + x.markup AS net FROM sheet_account x WHERE x.sheet_id = NEW.id) a
  FULL JOIN (SELECT made.account_id, sum(made.net) AS net FROM (
    SELECT l.account_id, l.net FROM list_charges(NEW.id, NEW.import_id, NEW.posted_at) l
    UNION ALL SELECT o.account_id, o.net FROM charge o WHERE o.sheet_id = NEW.id AND o.import_id IS NULL) made
    GROUP BY made.account_id) c USING (account_id)
  WHERE coalesce(a.net, 0) <> coalesce(c.net, 0);
  IF wrong.accounts > 0 THEN
    RAISE EXCEPTION '%: the charges of % Accounts are not what was approved, first %', NEW.number, wrong.accounts, wrong.first
      USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_sheet_posted_as_approved';
  END IF;
  NEW.has_charges := EXISTS (SELECT FROM charge c WHERE c.import_id = NEW.import_id AND c.reverses IS NULL AND c.sheet_id = NEW.id);
  RETURN NEW;
END $$;
DROP TRIGGER batch_sheet_posted_total ON batch_sheet;
DROP FUNCTION total_posted_charges();
DROP FUNCTION total_charges(uuid, uuid);
DROP FUNCTION record_charge_rows(uuid, uuid, timestamptz);
