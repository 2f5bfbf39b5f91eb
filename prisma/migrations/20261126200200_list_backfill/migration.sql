UPDATE account a SET sent = true WHERE NOT sent AND EXISTS (SELECT FROM connect_send s WHERE s.account_id = a.id);
UPDATE connect_send s SET accounts_id = a.accounts_id, location_id = a.location_id FROM account a WHERE a.id = s.account_id AND s.location_id IS NULL;
ALTER TABLE "connect_send" ALTER COLUMN "accounts_id" SET NOT NULL, ALTER COLUMN "location_id" SET NOT NULL;

-- It is the same sheet as before: what is posted stays, and no editor has to look again.
ALTER TABLE batch_sheet DISABLE TRIGGER batch_sheet_posted_stays;
ALTER TABLE batch_sheet DISABLE TRIGGER batch_sheet_version;
UPDATE batch_sheet s SET location_id = i.location_id,
  has_charges = s.state = 'posted' AND EXISTS (SELECT FROM charge c WHERE c.import_id = s.import_id AND c.reverses IS NULL AND c.sheet_id = s.id)
FROM charge_import i WHERE i.id = s.import_id;
ALTER TABLE batch_sheet ENABLE TRIGGER batch_sheet_posted_stays;
ALTER TABLE batch_sheet ENABLE TRIGGER batch_sheet_version;
ALTER TABLE "batch_sheet" ALTER COLUMN "location_id" SET NOT NULL;
