-- All sums of a sheet that a list of sheets shows: none is added up for it any more. Null: no Account owes anything on the sheet.

-- First, so that whoever changes what an Account owes has ended, or begins with the new trigger.
LOCK TABLE sheet_account IN SHARE ROW EXCLUSIVE MODE;

ALTER TABLE "sheet_total" ADD COLUMN "basis" DECIMAL(30,6), ADD COLUMN "markup" DECIMAL(30,6),
  ADD COLUMN "adjustments" DECIMAL(30,6), ADD COLUMN "rounding" DECIMAL(30,6);

CREATE OR REPLACE FUNCTION total_sheets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO sheet_total (sheet_id, basis, markup, adjustments, rounding, net, tax, gross)
  SELECT c.sheet_id, sum(a.basis), sum(a.markup), sum(a.adjustments), sum(a.rounding),
    coalesce(sum(a.net), 0), coalesce(sum(a.tax), 0), coalesce(sum(a.gross), 0)
  FROM (SELECT DISTINCT sheet_id FROM changed) c LEFT JOIN sheet_account a ON a.sheet_id = c.sheet_id GROUP BY c.sheet_id
  ON CONFLICT (sheet_id) DO UPDATE SET basis = EXCLUDED.basis, markup = EXCLUDED.markup, adjustments = EXCLUDED.adjustments,
    rounding = EXCLUDED.rounding, net = EXCLUDED.net, tax = EXCLUDED.tax, gross = EXCLUDED.gross;
  RETURN NULL;
END $$;

UPDATE sheet_total t SET basis = a.basis, markup = a.markup, adjustments = a.adjustments, rounding = a.rounding
FROM (
  SELECT sheet_id, sum(basis) AS basis, sum(markup) AS markup, sum(adjustments) AS adjustments, sum(rounding) AS rounding
  FROM sheet_account GROUP BY sheet_id
) a WHERE t.sheet_id = a.sheet_id;
