-- concurrently
-- A Location by Accounts ID.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "account_location_id_accounts_id_idx" ON "account"("location_id", "accounts_id");
