-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS "connect_send_location_id_state_accounts_id_idx" ON "connect_send"("location_id", "state", "accounts_id");
