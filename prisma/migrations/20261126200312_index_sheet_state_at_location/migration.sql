-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS "batch_sheet_location_id_state_created_at_id_idx" ON "batch_sheet"("location_id", "state", "created_at", "id");
