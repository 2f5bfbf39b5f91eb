-- Charges are found by their row, sheet by sheet of one import each: the guard of one charge for a row serves both.
DROP INDEX "charge_sheet_id_row_number_idx";
CREATE INDEX charge_without_import ON charge (sheet_id) WHERE import_id IS NULL;

-- Looked at once for each statement, where a foreign key would look for each charge; charges are never deleted.
ALTER TABLE charge DROP CONSTRAINT charge_reverses_a_charge;

CREATE OR REPLACE FUNCTION refuse_other_charges() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT sheet_id FROM made) m LEFT JOIN batch_sheet s ON s.id = m.sheet_id WHERE s.state IS DISTINCT FROM 'posting')
    OR EXISTS (SELECT FROM (SELECT DISTINCT account_id FROM made) m WHERE NOT EXISTS (SELECT FROM account a WHERE a.id = m.account_id))
    OR EXISTS (
      SELECT FROM made c JOIN batch_sheet s ON s.id = c.sheet_id
      LEFT JOIN import_row r ON r.import_id = c.import_id AND r.row_number = c.row_number
      WHERE c.source = 'row' AND (c.import_id <> s.import_id OR r.status IS DISTINCT FROM 'matched' OR r.account_id <> c.account_id))
    OR EXISTS (SELECT FROM made c WHERE c.reverses IS NOT NULL AND NOT EXISTS (SELECT FROM charge o WHERE o.id = c.reverses))
  THEN
    RAISE EXCEPTION 'a charge is made of a sheet that is being posted, for an account; of a row, for the account that it is matched to; or reverses one'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'charge_of_an_approved_row';
  END IF;
  RETURN NULL;
END $$;

-- Who has changed no code and no tenancy has matched no row: then the rows need not be looked at.
CREATE OR REPLACE FUNCTION worked_on_sheet(sheet batch_sheet, person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT sheet.completed_by IS NOT DISTINCT FROM person
    OR EXISTS (SELECT FROM charge_import i WHERE i.id = sheet.import_id AND i.uploaded_by = person)
    OR EXISTS (SELECT FROM sheet_edit e WHERE e.sheet_id = sheet.id AND e.revision <= sheet.revision AND e.person_id = person)
    OR EXISTS (
      WITH edited AS MATERIALIZED (
        SELECT m.code_key, m.account_id FROM matching_edit m JOIN charge_import i ON i.id = sheet.import_id
        WHERE m.person_id = person AND m.location_id = i.location_id AND m.at > i.created_at)
      SELECT FROM import_row r WHERE EXISTS (SELECT FROM edited) AND r.import_id = sheet.import_id AND (
        r.code_key IN (SELECT code_key FROM edited WHERE code_key IS NOT NULL
                       UNION ALL SELECT c.code_key FROM account_code c JOIN edited e ON e.account_id = c.account_id)
        OR r.account_id IN (SELECT account_id FROM edited WHERE account_id IS NOT NULL)))
$$;
