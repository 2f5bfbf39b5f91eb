-- Persons who can be deactivated, keys that expire, and changes that wait until a second admin confirms them.
ALTER TABLE person ADD COLUMN deactivated_at TIMESTAMPTZ(6),
  ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE person ADD CONSTRAINT person_email_of_a_human CHECK (email IS NULL OR kind = 'human');

-- made_by: null if it was made on the command line.
ALTER TABLE api_key ADD COLUMN made_by UUID REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD COLUMN last_used_at TIMESTAMPTZ(6),
  ADD COLUMN expires_at TIMESTAMPTZ(6);
CREATE INDEX api_key_person_id_idx ON api_key (person_id);

CREATE TABLE pending_change (
    id UUID NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
    kind TEXT NOT NULL CONSTRAINT pending_change_kind CHECK (kind IN ('grant', 'email', 'reactivation')),
    -- Whom it is about.
    person_id UUID NOT NULL REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    details JSONB NOT NULL,
    asked_by UUID NOT NULL REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    asked_at TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    expires_at TIMESTAMPTZ(6) NOT NULL DEFAULT now() + interval '7 days',
    confirmed_by UUID REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    confirmed_at TIMESTAMPTZ(6),
    withdrawn_by UUID REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    withdrawn_at TIMESTAMPTZ(6),
    -- Took effect without a second admin, because ALLOW_SINGLE_ADMIN was set.
    alone BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT pending_change_ends_once CHECK (confirmed_at IS NULL OR withdrawn_at IS NULL),
    CONSTRAINT pending_change_four_eyes CHECK (confirmed_by IS NULL OR alone OR confirmed_by NOT IN (asked_by, person_id))
);
CREATE INDEX pending_change_open ON pending_change (asked_at, id) WHERE confirmed_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX pending_change_person_id_idx ON pending_change (person_id);

-- What was confirmed, withdrawn or has taken effect alone stays as it is.
CREATE FUNCTION refuse_change_of_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.confirmed_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL
     OR (NEW.kind, NEW.person_id, NEW.details, NEW.asked_by) IS DISTINCT FROM (OLD.kind, OLD.person_id, OLD.details, OLD.asked_by) THEN
    RAISE EXCEPTION 'what was asked for, and its end, stay as they are'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'pending_change_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pending_change_stays BEFORE UPDATE OR DELETE ON pending_change
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ended();

-- As before; but who has been deactivated approves nothing.
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
    WHERE p.id = NEW.person_id AND p.kind = 'human' AND p.deactivated_at IS NULL
      AND g.role = 'approver' AND (g.location_id IS NULL OR g.location_id = i.location_id)) THEN
    RAISE EXCEPTION 'person % is no human approver of the location', NEW.person_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_by_an_approver';
  END IF;
  RETURN NEW;
END $$;
