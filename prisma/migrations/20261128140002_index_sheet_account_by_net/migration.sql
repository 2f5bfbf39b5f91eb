-- concurrently
-- The Accounts of a sheet, those that owe the most first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "sheet_account_sheet_id_net_account_id_idx" ON "sheet_account"("sheet_id", "net" DESC, "account_id");
