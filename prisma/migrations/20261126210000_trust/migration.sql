-- What is asked for twice is one entry while it is open, and counts how often it was asked for; people come first.
ALTER TABLE "outbox" ADD COLUMN "subject" TEXT,
  ADD COLUMN "priority" SMALLINT NOT NULL DEFAULT 1,
  ADD COLUMN "asked" INTEGER NOT NULL DEFAULT 1;
UPDATE outbox o SET done_at = now() WHERE done_at IS NULL
  AND EXISTS (SELECT FROM outbox later WHERE later.done_at IS NULL AND later.kind = o.kind AND later.payload = o.payload AND later.id > o.id);
UPDATE outbox SET subject = coalesce(payload ->> 'accountId', payload ->> 'importId', payload ->> 'decisionId') WHERE done_at IS NULL;

-- Which of two looks at an import is the later one, whatever the clock does; and since when nothing has become of it.
ALTER TABLE "charge_import" ADD COLUMN "revision" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "progress_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "edits_before" BIGINT;
CREATE FUNCTION note_progress() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  -- Nothing is to be mended any more.
  IF NEW.status IN ('posted', 'cancelled', 'failed', 'voided') THEN NEW.stopped := NULL; END IF;
  IF NEW.stopped IS NOT DISTINCT FROM OLD.stopped THEN NEW.progress_at := clock_timestamp(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER charge_import_progress BEFORE UPDATE ON charge_import FOR EACH ROW EXECUTE FUNCTION note_progress();

-- Edits of what rows are matched by are before an upload or after it by their number, not by the clock, which may go back.
CREATE OR REPLACE FUNCTION worked_on_sheet(sheet batch_sheet, person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT sheet.completed_by IS NOT DISTINCT FROM person
    OR EXISTS (SELECT FROM charge_import i WHERE i.id = sheet.import_id AND i.uploaded_by = person)
    OR EXISTS (SELECT FROM sheet_edit e WHERE e.sheet_id = sheet.id AND e.revision <= sheet.revision AND e.person_id = person)
    OR EXISTS (
      WITH edited AS MATERIALIZED (
        SELECT m.code_key, m.account_id FROM matching_edit m JOIN charge_import i ON i.id = sheet.import_id
        WHERE m.person_id = person AND m.location_id = i.location_id
          AND CASE WHEN i.edits_before IS NULL THEN m.at > i.created_at ELSE m.id > i.edits_before END)
      SELECT FROM import_row r WHERE EXISTS (SELECT FROM edited) AND r.import_id = sheet.import_id AND (
        r.code_key IN (SELECT code_key FROM edited WHERE code_key IS NOT NULL
                       UNION ALL SELECT c.code_key FROM account_code c JOIN edited e ON e.account_id = c.account_id)
        OR r.account_id IN (SELECT account_id FROM edited WHERE account_id IS NOT NULL)))
$$;

-- When a create may have left, by the clock of the worker that sent it: only where both clocks agree has time gone by.
ALTER TABLE "connect_send" ADD COLUMN "may_have_sent_clock" TIMESTAMPTZ(6);

-- One Location a site: else whoever manages the one would see and change the clients of the other. Those that share one
-- already are left to their admin.
CREATE FUNCTION refuse_shared_site() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('connect site ' || NEW.connect_site_id, 0));
  IF EXISTS (SELECT FROM location l WHERE l.connect_site_id = NEW.connect_site_id AND l.id <> NEW.id) THEN
    RAISE EXCEPTION 'another location has the Connect site'
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'location_one_a_site';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER location_one_a_site BEFORE INSERT OR UPDATE OF connect_site_id ON location
  FOR EACH ROW WHEN (NEW.connect_site_id IS NOT NULL) EXECUTE FUNCTION refuse_shared_site();
CREATE INDEX location_connect_site_id_idx ON location (connect_site_id);

-- When what is done again and again was last begun, by whichever worker: one at a time does it.
CREATE TABLE "sweep" (
    "name" TEXT NOT NULL,
    "begun_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "sweep_pkey" PRIMARY KEY ("name")
);
