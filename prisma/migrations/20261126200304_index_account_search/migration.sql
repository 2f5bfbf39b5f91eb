-- concurrently
-- Without a list of what is not in it yet, through which each search would look.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "account_name_accounts_id_idx" ON "account" USING GIN ("name" gin_trgm_ops, "accounts_id" gin_trgm_ops) WITH (fastupdate = off);
