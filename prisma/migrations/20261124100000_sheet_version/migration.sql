-- What an editor has seen, for If-Match: every change of a sheet, or of what it charges, gives it another number.
ALTER TABLE "batch_sheet" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;

CREATE FUNCTION next_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER batch_sheet_version BEFORE UPDATE ON batch_sheet FOR EACH ROW EXECUTE FUNCTION next_version();
