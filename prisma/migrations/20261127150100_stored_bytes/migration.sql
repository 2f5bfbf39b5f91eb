-- How much a Location may keep in the file store, and how much it keeps. A file that was imported there twice is kept once; none is ever deleted.
ALTER TABLE "location" ADD COLUMN "stored_bytes_limit" BIGINT,
  ADD COLUMN "stored_bytes" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "location" ADD CONSTRAINT location_stored_bytes_limit_not_negative CHECK (stored_bytes_limit >= 0);

UPDATE location l SET stored_bytes = coalesce((
  SELECT sum(kept.file_bytes) FROM (
    SELECT DISTINCT ON (i.file_sha256) i.file_bytes FROM charge_import i WHERE i.location_id = l.id
  ) kept), 0);

-- Lowering the limit forbids further files, and none that is there.
CREATE FUNCTION count_stored_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  counted location%ROWTYPE;
BEGIN
  UPDATE location SET stored_bytes = stored_bytes + NEW.file_bytes
  WHERE id = NEW.location_id AND NOT EXISTS (
    SELECT FROM charge_import i
    WHERE i.location_id = NEW.location_id AND i.file_sha256 = NEW.file_sha256 AND i.id <> NEW.id)
  RETURNING * INTO counted;
  IF counted.stored_bytes > counted.stored_bytes_limit THEN
    RAISE EXCEPTION 'location % has no room for % bytes', NEW.location_id, NEW.file_bytes
      USING ERRCODE = 'check_violation', CONSTRAINT = 'location_stored_bytes_limit';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER charge_import_counts_bytes AFTER INSERT ON charge_import FOR EACH ROW EXECUTE FUNCTION count_stored_bytes();
