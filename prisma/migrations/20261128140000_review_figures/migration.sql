-- What people look at while they review: added up once when rows or charges change, not whenever somebody looks.

-- The unmatched rows of an import by code and reason, those with the most rows first. Days are local.
CREATE TABLE "import_code" (
    "import_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "code_key" TEXT,
    "code" TEXT,
    "rows" INTEGER NOT NULL,
    "buy" DECIMAL NOT NULL,
    "sell" DECIMAL NOT NULL,
    "first_day" DATE,
    "last_day" DATE,
    "looks_like" TEXT,

    CONSTRAINT "import_code_pkey" PRIMARY KEY ("import_id","place")
);

-- What all Accounts owe on a sheet; and, once it is posted, how many charges it has and their sum, without rounding.
CREATE TABLE "sheet_total" (
    "sheet_id" UUID NOT NULL,
    "net" DECIMAL(30,6) NOT NULL DEFAULT 0,
    "tax" DECIMAL(30,6) NOT NULL DEFAULT 0,
    "gross" DECIMAL(30,6) NOT NULL DEFAULT 0,
    "charges" INTEGER NOT NULL DEFAULT 0,
    "charged" DECIMAL(30,6) NOT NULL DEFAULT 0,

    CONSTRAINT "sheet_total_pkey" PRIMARY KEY ("sheet_id")
);

-- Grouped by hashing: the planner expects few rows of an import that it does not know yet, and would sort them.
CREATE FUNCTION list_codes(import uuid) RETURNS void LANGUAGE sql SET enable_sort = off SET work_mem = '64MB' AS $$
  DELETE FROM import_code WHERE import_id = import;
  INSERT INTO import_code (import_id, place, reason, code_key, code, rows, buy, sell, first_day, last_day, looks_like)
  SELECT import, row_number() OVER (ORDER BY g.rows DESC, g.first_row), coalesce(g.reason, ''), g.code_key, g.code, g.rows, g.buy, g.sell,
    g.first_day, g.last_day, g.looks_like
  FROM (
    SELECT r.reason, r.code_key, min(r.account_code) AS code, count(*) AS rows, coalesce(sum(r.buy), 0) AS buy,
      coalesce(sum(r.sell), 0) AS sell, min(r.local_date) AS first_day, max(r.local_date) AS last_day, min(r.row_number) AS first_row,
      min(substring(r.detail FROM '^looks like (.*)$')) FILTER (WHERE r.reason = 'unknown code') AS looks_like
    FROM import_row r WHERE r.import_id = import AND r.status = 'unmatched' AND r.status <> 'matched' GROUP BY r.reason, r.code_key
  ) g
$$;

-- Whoever changes rows recounts them, and stores the totals.
CREATE FUNCTION list_codes_of_import() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM list_codes(NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER charge_import_lists_codes AFTER UPDATE OF totals ON charge_import FOR EACH ROW
  WHEN (NEW.totals IS NOT NULL) EXECUTE FUNCTION list_codes_of_import();

CREATE FUNCTION total_sheets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO sheet_total (sheet_id, net, tax, gross)
  SELECT c.sheet_id, coalesce(sum(a.net), 0), coalesce(sum(a.tax), 0), coalesce(sum(a.gross), 0)
  FROM (SELECT DISTINCT sheet_id FROM changed) c LEFT JOIN sheet_account a ON a.sheet_id = c.sheet_id GROUP BY c.sheet_id
  ON CONFLICT (sheet_id) DO UPDATE SET net = EXCLUDED.net, tax = EXCLUDED.tax, gross = EXCLUDED.gross;
  RETURN NULL;
END $$;
CREATE TRIGGER sheet_account_added AFTER INSERT ON sheet_account REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION total_sheets();
CREATE TRIGGER sheet_account_changed AFTER UPDATE ON sheet_account REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION total_sheets();
CREATE TRIGGER sheet_account_removed AFTER DELETE ON sheet_account REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION total_sheets();

-- The same charges as are listed.
CREATE FUNCTION total_charges(sheet uuid, import uuid) RETURNS void LANGUAGE sql AS $$
  INSERT INTO sheet_total (sheet_id, charges, charged)
  SELECT sheet, count(*), coalesce(sum(c.net), 0) FROM charge c
  WHERE c.import_id = import AND c.reverses IS NULL AND c.sheet_id = sheet
  ON CONFLICT (sheet_id) DO UPDATE SET charges = EXCLUDED.charges, charged = EXCLUDED.charged
$$;

CREATE FUNCTION total_posted_charges() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM total_charges(NEW.id, NEW.import_id);
  RETURN NULL;
END $$;
CREATE TRIGGER batch_sheet_posted_total AFTER UPDATE OF state ON batch_sheet FOR EACH ROW
  WHEN (NEW.state = 'posted' AND OLD.state <> 'posted') EXECUTE FUNCTION total_posted_charges();
