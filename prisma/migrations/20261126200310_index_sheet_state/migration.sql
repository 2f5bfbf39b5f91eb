-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS "batch_sheet_state_created_at_id_idx" ON "batch_sheet"("state", "created_at", "id");
