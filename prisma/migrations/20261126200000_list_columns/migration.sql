-- What a list is filtered and ordered by stands in the one table that is read in that order: the first page, and any other, costs what is on it.

-- Part of a name or an Accounts ID is looked for.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Whether it was ever sent: Accounts that were not are listed.
ALTER TABLE "account" ADD COLUMN "sent" BOOLEAN NOT NULL DEFAULT false;
-- Of the Account, as it is.
ALTER TABLE "connect_send" ADD COLUMN "accounts_id" TEXT, ADD COLUMN "location_id" UUID;
-- Of the import. Whether there are charges is known once it is posted.
ALTER TABLE "batch_sheet" ADD COLUMN "location_id" UUID, ADD COLUMN "has_charges" BOOLEAN NOT NULL DEFAULT false;
-- As exact as the cursors that lists give.
ALTER TABLE "batch_sheet" ALTER COLUMN "created_at" TYPE TIMESTAMPTZ(3) USING date_trunc('milliseconds', "created_at");

-- Where the charges of an Account are on a posted sheet: up to 400 row numbers, ascending, which fit
-- into a page. An index on charges would cost each of them.
CREATE TABLE "account_charge_rows" (
    "account_id" UUID NOT NULL,
    "posted_at" TIMESTAMPTZ(6) NOT NULL,
    "sheet_id" UUID NOT NULL,
    "last_row" INTEGER NOT NULL,
    "row_numbers" INTEGER[],

    CONSTRAINT "account_charge_rows_pkey" PRIMARY KEY ("account_id","posted_at","sheet_id","last_row")
);

CREATE FUNCTION record_charge_rows(sheet uuid, import uuid, posted timestamptz) RETURNS void LANGUAGE sql
  SET enable_sort = off SET work_mem = '64MB' AS $$
  INSERT INTO account_charge_rows (account_id, posted_at, sheet_id, last_row, row_numbers)
  SELECT a.account_id, posted, sheet, a.rows[least(first + 399, cardinality(a.rows))], a.rows[first:first + 399]
  FROM (
    SELECT c.account_id, ARRAY(SELECT n FROM unnest(array_agg(c.row_number)) n ORDER BY n) AS rows FROM charge c
    WHERE c.import_id = import AND c.reverses IS NULL AND c.sheet_id = sheet GROUP BY c.account_id
  ) a CROSS JOIN generate_series(1, cardinality(a.rows), 400) first
  ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION record_posted_charges() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM record_charge_rows(NEW.id, NEW.import_id, NEW.posted_at);
  NEW.has_charges := EXISTS (SELECT FROM charge c WHERE c.import_id = NEW.import_id AND c.reverses IS NULL AND c.sheet_id = NEW.id);
  RETURN NEW;
END $$;
CREATE TRIGGER batch_sheet_posted BEFORE UPDATE OF state ON batch_sheet FOR EACH ROW
  WHEN (NEW.state = 'posted' AND OLD.state <> 'posted') EXECUTE FUNCTION record_posted_charges();

CREATE FUNCTION place_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT i.location_id INTO NEW.location_id FROM charge_import i WHERE i.id = NEW.import_id;
  RETURN NEW;
END $$;
CREATE TRIGGER batch_sheet_location BEFORE INSERT OR UPDATE OF import_id, location_id ON batch_sheet FOR EACH ROW EXECUTE FUNCTION place_sheet();

-- Its rows were matched there and its calls are claimed there.
CREATE FUNCTION refuse_other_location() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'import % stays at its location', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'charge_import_location_stays';
END $$;
CREATE TRIGGER charge_import_location_stays BEFORE UPDATE OF location_id ON charge_import FOR EACH ROW
  WHEN (NEW.location_id <> OLD.location_id) EXECUTE FUNCTION refuse_other_location();

CREATE FUNCTION place_send() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT a.accounts_id, a.location_id INTO NEW.accounts_id, NEW.location_id FROM account a WHERE a.id = NEW.account_id;
  RETURN NEW;
END $$;
CREATE TRIGGER connect_send_place BEFORE INSERT ON connect_send FOR EACH ROW EXECUTE FUNCTION place_send();

CREATE FUNCTION mark_account_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE account SET sent = true WHERE id = NEW.account_id AND NOT sent;
  RETURN NULL;
END $$;
CREATE TRIGGER connect_send_marks_account AFTER INSERT ON connect_send FOR EACH ROW EXECUTE FUNCTION mark_account_sent();

CREATE FUNCTION replace_send() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE connect_send SET accounts_id = NEW.accounts_id, location_id = NEW.location_id WHERE account_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER account_takes_send_along AFTER UPDATE OF accounts_id, location_id ON account FOR EACH ROW
  WHEN ((NEW.accounts_id, NEW.location_id) IS DISTINCT FROM (OLD.accounts_id, OLD.location_id)) EXECUTE FUNCTION replace_send();
