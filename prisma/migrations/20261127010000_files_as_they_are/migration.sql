-- What is known of a file as a whole, calls that repeat others, and rules that sheets were completed by.

ALTER TABLE "location" ADD COLUMN "explain_period" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "charge_import" ADD COLUMN "first_call" TIMESTAMPTZ(6),
  ADD COLUMN "last_call" TIMESTAMPTZ(6),
  ADD COLUMN "empty" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "facts" JSONB;

-- The claimed call that a row is held by, or was settled against.
ALTER TABLE "import_row" ADD COLUMN "repeats" JSONB;

-- A call that was left out by one sheet is taken over by the one that bills it, and goes back when that one is a draft again.
ALTER TABLE "call_claim" ADD COLUMN "before" JSONB;

-- Sheets that are completed were so by the rule that always adds a fixed markup; those to come take it off a credit.
ALTER TABLE "batch_sheet" ADD COLUMN "markup_rule" SMALLINT NOT NULL DEFAULT 1,
  ADD COLUMN "awaiting" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "batch_sheet" ALTER COLUMN "markup_rule" SET DEFAULT 2;
ALTER TABLE "batch_sheet" ADD CONSTRAINT batch_sheet_markup_rule CHECK (markup_rule IN (1, 2));
ALTER TABLE batch_sheet DISABLE TRIGGER batch_sheet_version;
UPDATE batch_sheet SET markup_rule = 2 WHERE state = 'draft';
ALTER TABLE batch_sheet ENABLE TRIGGER batch_sheet_version;

-- The call of a row that an approved sheet charges stays with it, whatever asks for it.
CREATE FUNCTION refuse_taking_of_charged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM was k JOIN batch_sheet s ON s.import_id = k.import_id AND s.state IN ('approved', 'posting', 'posted')
      JOIN charge_import i ON i.id = k.import_id JOIN import_type t ON t.id = i.import_type_id
      JOIN import_row r ON r.import_id = k.import_id AND r.row_number = k.row_number
    WHERE r.status = 'matched' AND (s.can_be_zero
      OR CASE WHEN t.definition -> 'columns' ? 'sellAmount' THEN r.sell <> 0 ELSE r.buy <> 0 OR coalesce(s.markup_amount, 0) <> 0 END)
  ) THEN
    RAISE EXCEPTION 'the call of a row that is charged stays claimed by its sheet'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'call_claim_of_charged_stays';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER call_claim_of_charged_stays AFTER UPDATE ON call_claim REFERENCING OLD TABLE AS was
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_taking_of_charged();
