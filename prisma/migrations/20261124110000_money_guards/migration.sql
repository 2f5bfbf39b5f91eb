-- What the database holds against whoever reaches it: one charge for a row whatever its source, charges only of approved
-- rows, sheets that stay as they were posted, claims that stay with what was billed, approvals by approvers only.

-- What a row was before a person had it ignored: status, reason, detail.
ALTER TABLE "import_row" ADD COLUMN "ignored_from" JSONB;
-- Why an import stands still until somebody has mended it; null where it does not.
ALTER TABLE "charge_import" ADD COLUMN "stopped" TEXT;

-- Who moves a tenancy edits the rows of every code that the Account has or will have.
ALTER TABLE "matching_edit" ADD COLUMN "account_id" UUID;
ALTER TABLE "matching_edit" ALTER COLUMN "code_key" DROP NOT NULL;
-- Nobody: a send that nobody pressed gave the code.
ALTER TABLE "matching_edit" ALTER COLUMN "person_id" DROP NOT NULL;
ALTER TABLE "matching_edit" ADD CONSTRAINT matching_edit_names_something CHECK (code_key IS NOT NULL OR account_id IS NOT NULL);

CREATE OR REPLACE FUNCTION worked_on_sheet(sheet batch_sheet, person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT sheet.completed_by IS NOT DISTINCT FROM person
    OR EXISTS (SELECT FROM charge_import i WHERE i.id = sheet.import_id AND i.uploaded_by = person)
    OR EXISTS (SELECT FROM sheet_edit e WHERE e.sheet_id = sheet.id AND e.revision <= sheet.revision AND e.person_id = person)
    OR EXISTS (
      WITH edited AS MATERIALIZED (
        SELECT m.code_key, m.account_id FROM matching_edit m JOIN charge_import i ON i.id = sheet.import_id
        WHERE m.person_id = person AND m.location_id = i.location_id AND m.at > i.created_at)
      SELECT FROM import_row r WHERE r.import_id = sheet.import_id AND (
        r.code_key IN (SELECT code_key FROM edited WHERE code_key IS NOT NULL
                       UNION ALL SELECT c.code_key FROM account_code c JOIN edited e ON e.account_id = c.account_id)
        OR r.account_id IN (SELECT account_id FROM edited WHERE account_id IS NOT NULL)))
$$;

CREATE OR REPLACE FUNCTION refuse_own_approval() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sheet batch_sheet;
BEGIN
  SELECT * INTO sheet FROM batch_sheet WHERE id = NEW.sheet_id FOR NO KEY UPDATE;
  IF sheet.state <> 'completed' OR sheet.revision <> NEW.revision THEN
    RAISE EXCEPTION 'batch sheet % is % at revision %: revision % cannot be approved', sheet.number, sheet.state, sheet.revision, NEW.revision
      USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_of_completed_revision';
  END IF;
  IF NEW.digest <> sheet.digest THEN
    RAISE EXCEPTION 'the approval is bound to another digest' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_digest';
  END IF;
  IF worked_on_sheet(sheet, NEW.person_id) THEN
    RAISE EXCEPTION 'four eyes: person % uploaded, completed or edited this sheet', NEW.person_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_four_eyes';
  END IF;
  IF NOT EXISTS (
    SELECT FROM person p JOIN person_grant g ON g.person_id = p.id JOIN charge_import i ON i.id = sheet.import_id
    WHERE p.id = NEW.person_id AND p.kind = 'human' AND g.role = 'approver' AND (g.location_id IS NULL OR g.location_id = i.location_id)) THEN
    RAISE EXCEPTION 'person % is no human approver of the location', NEW.person_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_by_an_approver';
  END IF;
  RETURN NEW;
END $$;

-- One original charge for a row, whatever it is called. Credits name the charge that they reverse instead.
DROP INDEX charge_one_per_row;
CREATE UNIQUE INDEX charge_one_per_row ON charge (import_id, row_number) WHERE reverses IS NULL AND import_id IS NOT NULL;
ALTER TABLE charge ADD CONSTRAINT charge_reverses_a_charge FOREIGN KEY (reverses) REFERENCES charge (id);

-- Looked at once for each statement: foreign keys would look for each of a million charges.
CREATE FUNCTION refuse_other_charges() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM made c
    LEFT JOIN batch_sheet s ON s.id = c.sheet_id
    LEFT JOIN import_row r ON r.import_id = c.import_id AND r.row_number = c.row_number
    WHERE s.state IS DISTINCT FROM 'posting'
      OR NOT EXISTS (SELECT FROM account a WHERE a.id = c.account_id)
      OR (c.source = 'row' AND (c.import_id <> s.import_id OR r.status IS DISTINCT FROM 'matched' OR r.account_id <> c.account_id))
  ) THEN
    RAISE EXCEPTION 'a charge is made of a sheet that is being posted, for an account; of a row, for the account that it is matched to'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'charge_of_an_approved_row';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER charge_of_an_approved_row AFTER INSERT ON charge REFERENCING NEW TABLE AS made
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_other_charges();
CREATE TRIGGER charge_not_emptied BEFORE TRUNCATE ON charge FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER approval_not_emptied BEFORE TRUNCATE ON approval FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A posted sheet stays what it is; it can only be voided.
CREATE FUNCTION refuse_change_of_posted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE after batch_sheet := NEW;
BEGIN
  after.version := OLD.version;
  IF NEW.state = 'voided' THEN after.state := OLD.state; END IF;
  IF after IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'batch sheet % is posted', OLD.number USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_sheet_posted_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER batch_sheet_posted_stays BEFORE UPDATE ON batch_sheet FOR EACH ROW WHEN (OLD.state IN ('posted', 'voided'))
  EXECUTE FUNCTION refuse_change_of_posted();

CREATE FUNCTION refuse_freeing_of_billed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM batch_sheet s WHERE s.state IN ('approved', 'posting', 'posted')
             AND s.import_id IN (SELECT DISTINCT import_id FROM freed)) THEN
    RAISE EXCEPTION 'the calls of a sheet that is approved or posted stay claimed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'call_claim_of_billed_stays';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER call_claim_of_billed_stays AFTER DELETE ON call_claim REFERENCING OLD TABLE AS freed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_freeing_of_billed();

-- A code stands where its Account is.
ALTER TABLE account ADD CONSTRAINT account_at_location UNIQUE (id, location_id);
ALTER TABLE account_code ADD CONSTRAINT account_code_where_its_account_is
  FOREIGN KEY (account_id, location_id) REFERENCES account (id, location_id);

-- Charges are listed sheet by sheet in the order in which they became visible.
CREATE INDEX batch_sheet_posted ON batch_sheet (posted_at, id) WHERE state = 'posted';
