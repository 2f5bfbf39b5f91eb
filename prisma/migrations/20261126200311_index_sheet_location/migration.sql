-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS "batch_sheet_location_id_created_at_id_idx" ON "batch_sheet"("location_id", "created_at", "id");
