-- One-time invitations: whoever opens one signs in at the issuer, and is then the person who was invited.
CREATE TABLE invitation (
    id UUID NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
    -- Who is invited.
    person_id UUID NOT NULL REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    token_sha256 TEXT NOT NULL,
    made_by UUID NOT NULL REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    made_at TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    expires_at TIMESTAMPTZ(6) NOT NULL,
    used_at TIMESTAMPTZ(6),
    revoked_by UUID REFERENCES person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    revoked_at TIMESTAMPTZ(6),
    CONSTRAINT invitation_ends_once CHECK (used_at IS NULL OR revoked_at IS NULL),
    CONSTRAINT invitation_used_in_time CHECK (used_at IS NULL OR used_at <= expires_at)
);
CREATE UNIQUE INDEX invitation_token_sha256_key ON invitation (token_sha256);
CREATE INDEX invitation_person_id_idx ON invitation (person_id);
-- A person has one at a time.
CREATE UNIQUE INDEX invitation_one_open ON invitation (person_id) WHERE used_at IS NULL AND revoked_at IS NULL;

-- What was used or revoked stays so, and stays somebody's.
CREATE FUNCTION refuse_change_of_invitation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.used_at IS NOT NULL OR OLD.revoked_at IS NOT NULL
     OR (NEW.person_id, NEW.token_sha256, NEW.made_by) IS DISTINCT FROM (OLD.person_id, OLD.token_sha256, OLD.made_by) THEN
    RAISE EXCEPTION 'an invitation is used once, by whom it is for'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'invitation_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invitation_stays BEFORE UPDATE OR DELETE ON invitation
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_invitation();

CREATE TRIGGER invitation_made_hints AFTER INSERT ON invitation REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_persons();
CREATE TRIGGER invitation_changed_hints AFTER UPDATE ON invitation REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION hint_persons();

-- Null: nobody was invited, they sign in.
ALTER TABLE sign_in_flow ADD COLUMN invitation_id UUID REFERENCES invitation (id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- Linking a subject of the issuer waits for a second admin, too.
ALTER TABLE pending_change DROP CONSTRAINT pending_change_kind;
ALTER TABLE pending_change ADD CONSTRAINT pending_change_kind CHECK (kind IN ('grant', 'email', 'reactivation', 'identity'));
