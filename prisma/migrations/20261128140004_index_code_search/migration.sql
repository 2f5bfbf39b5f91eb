-- concurrently
-- Accounts are looked for by part of a code, too.
CREATE INDEX CONCURRENTLY IF NOT EXISTS "account_code_code_idx" ON "account_code" USING GIN ("code" gin_trgm_ops) WITH (fastupdate = off);
