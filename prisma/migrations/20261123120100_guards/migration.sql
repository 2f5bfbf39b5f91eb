-- Rules that guard money and identity, where no code can go round them.

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- One owner per Location, code and date. Half-open: the day one tenancy ends, the next may begin.
ALTER TABLE account_code ADD CONSTRAINT account_code_one_owner
  EXCLUDE USING gist (location_id WITH =, code_key WITH =, daterange(effective_from, effective_to, '[)') WITH &&);
ALTER TABLE account_code ADD CONSTRAINT account_code_dates CHECK (effective_from IS NULL OR effective_to IS NULL OR effective_from < effective_to);
ALTER TABLE account_code ADD CONSTRAINT account_code_not_blank CHECK (code_key <> '');
ALTER TABLE account_code ADD CONSTRAINT account_code_folded CHECK (code_key = lower(code_key));
ALTER TABLE account ADD CONSTRAINT account_tenancy_dates CHECK (tenancy_from <= tenancy_to);

ALTER TABLE person ADD CONSTRAINT person_kind CHECK (kind IN ('human', 'machine'));
ALTER TABLE person_grant ADD CONSTRAINT person_grant_role CHECK (role IN ('viewer', 'ops', 'approver', 'admin'));
CREATE UNIQUE INDEX person_grant_once ON person_grant (person_id, role, location_id) NULLS NOT DISTINCT;
ALTER TABLE product ADD CONSTRAINT product_one_markup CHECK (markup_percent IS NULL OR markup_amount IS NULL);

ALTER TABLE connect_send ADD CONSTRAINT connect_send_state
  CHECK (state IN ('requested', 'settling', 'linked', 'unknown', 'waiting', 'needs-decision', 'rejected', 'given-up'));
ALTER TABLE decision ADD CONSTRAINT decision_state CHECK (state IN ('pending', 'applied', 'refused'));

ALTER TABLE charge_import ADD CONSTRAINT charge_import_status CHECK (status IN
  ('received', 'reading', 'matching', 'in-review', 'completed', 'approved', 'posting', 'posted', 'cancelled', 'failed', 'voided'));
-- The same bytes at the same Location once, while that import is live; a repeat needs its reason.
CREATE UNIQUE INDEX charge_import_live_file ON charge_import (location_id, file_sha256)
  WHERE status NOT IN ('failed', 'cancelled', 'voided') AND allow_repeat IS NULL;

ALTER TABLE import_row ADD CONSTRAINT import_row_status CHECK (status IN ('matched', 'unmatched', 'invalid', 'duplicate', 'ignored'));
ALTER TABLE import_row ADD CONSTRAINT import_row_matched_has_account CHECK (status <> 'matched' OR account_id IS NOT NULL);

ALTER TABLE batch_sheet ADD CONSTRAINT batch_sheet_state
  CHECK (state IN ('draft', 'completed', 'approved', 'posting', 'posted', 'cancelled', 'voided'));
ALTER TABLE batch_sheet ADD CONSTRAINT batch_sheet_completed_is_frozen
  CHECK (state IN ('draft', 'cancelled') OR (completed_by IS NOT NULL AND digest IS NOT NULL));
CREATE SEQUENCE batch_sheet_number;

ALTER TABLE sheet_account ADD CONSTRAINT sheet_account_adds_up CHECK (net = basis + markup + adjustments + rounding AND gross = net + tax);

ALTER TABLE charge ADD CONSTRAINT charge_source CHECK (source IN ('row', 'manual', 'credit', 'suspense'));
ALTER TABLE charge ADD CONSTRAINT charge_adds_up CHECK (net = basis + markup);
ALTER TABLE charge ADD CONSTRAINT charge_row_is_named CHECK (source <> 'row' OR (import_id IS NOT NULL AND row_number IS NOT NULL));
-- One original charge per row of a file. Credits name the charge they reverse instead.
CREATE UNIQUE INDEX charge_one_per_row ON charge (import_id, row_number) WHERE source = 'row' AND reverses IS NULL;
CREATE UNIQUE INDEX charge_reversed_once ON charge (reverses) WHERE reverses IS NOT NULL;

CREATE INDEX outbox_due ON outbox (next_try_at) WHERE done_at IS NULL;
CREATE INDEX import_row_leftovers ON import_row (import_id, row_number) WHERE status <> 'matched';

-- Whose work a sheet is: uploaded, completed, or edited in this revision or one that it came from; or changed, since the upload,
-- by what its rows are matched.
CREATE FUNCTION worked_on_sheet(sheet batch_sheet, person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT sheet.completed_by IS NOT DISTINCT FROM person
    OR EXISTS (SELECT FROM charge_import i WHERE i.id = sheet.import_id AND i.uploaded_by = person)
    OR EXISTS (SELECT FROM sheet_edit e WHERE e.sheet_id = sheet.id AND e.revision <= sheet.revision AND e.person_id = person)
    OR EXISTS (
      SELECT FROM matching_edit m JOIN charge_import i ON i.id = sheet.import_id
      WHERE m.person_id = person AND m.location_id = i.location_id AND m.at > i.created_at
        AND EXISTS (SELECT FROM import_row r WHERE r.import_id = sheet.import_id AND r.code_key = m.code_key))
$$;

-- Four eyes: who uploaded, completed or edited this revision cannot approve it, nor can a machine.
CREATE FUNCTION refuse_own_approval() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sheet batch_sheet;
BEGIN
  SELECT * INTO sheet FROM batch_sheet WHERE id = NEW.sheet_id FOR UPDATE;
  IF sheet.state <> 'completed' OR sheet.revision <> NEW.revision THEN
    RAISE EXCEPTION 'batch sheet % is % at revision %: revision % cannot be approved', sheet.number, sheet.state, sheet.revision, NEW.revision
      USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_of_completed_revision';
  END IF;
  IF NEW.digest <> sheet.digest THEN
    RAISE EXCEPTION 'the approval is bound to another digest' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_digest';
  END IF;
  IF worked_on_sheet(sheet, NEW.person_id) OR NOT EXISTS (SELECT FROM person p WHERE p.id = NEW.person_id AND p.kind = 'human') THEN
    RAISE EXCEPTION 'four eyes: person % uploaded, completed or edited this sheet', NEW.person_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_four_eyes';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_four_eyes BEFORE INSERT OR UPDATE ON approval FOR EACH ROW EXECUTE FUNCTION refuse_own_approval();

-- A sheet becomes approved only over an approval of its revision.
CREATE FUNCTION refuse_unapproved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state IN ('approved', 'posting', 'posted')
     AND NOT EXISTS (SELECT FROM approval a WHERE a.sheet_id = NEW.id AND a.revision = NEW.revision) THEN
    RAISE EXCEPTION 'batch sheet % has no approval of revision %', NEW.number, NEW.revision
      USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_sheet_approved_by_somebody';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER batch_sheet_approved BEFORE INSERT OR UPDATE OF state ON batch_sheet FOR EACH ROW EXECUTE FUNCTION refuse_unapproved();

-- What was done stays written.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_event_insert_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_not_emptied BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER charge_insert_only BEFORE UPDATE OR DELETE ON charge FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER approval_insert_only BEFORE UPDATE OR DELETE ON approval FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sheet_edit_insert_only BEFORE UPDATE OR DELETE ON sheet_edit FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER matching_edit_insert_only BEFORE UPDATE OR DELETE ON matching_edit FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION outbox_notify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('outbox', '');
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_tells AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION outbox_notify();
