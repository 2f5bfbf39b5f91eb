-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS "connect_send_state_accounts_id_idx" ON "connect_send"("state", "accounts_id");
