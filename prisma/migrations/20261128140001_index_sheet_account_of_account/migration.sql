-- concurrently
-- What an Account owed on its sheets, month by month.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "sheet_account_account_id_idx" ON "sheet_account"("account_id");
