-- Asked for one person at a time, and with one look at the rows, however many codes the person has changed.
CREATE OR REPLACE FUNCTION worked_on_sheet(sheet batch_sheet, person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT sheet.completed_by IS NOT DISTINCT FROM person
    OR EXISTS (SELECT FROM charge_import i WHERE i.id = sheet.import_id AND i.uploaded_by = person)
    OR EXISTS (SELECT FROM sheet_edit e WHERE e.sheet_id = sheet.id AND e.revision <= sheet.revision AND e.person_id = person)
    OR EXISTS (
      SELECT FROM import_row r WHERE r.import_id = sheet.import_id AND r.code_key IN (
        SELECT m.code_key FROM matching_edit m JOIN charge_import i ON i.id = sheet.import_id
        WHERE m.person_id = person AND m.location_id = i.location_id AND m.at > i.created_at))
$$;

-- The edits of a person, newest first, are looked for by Location and time.
CREATE INDEX "matching_edit_person_id_location_id_at_idx" ON "matching_edit"("person_id", "location_id", "at");
DROP INDEX "matching_edit_person_id_idx";
