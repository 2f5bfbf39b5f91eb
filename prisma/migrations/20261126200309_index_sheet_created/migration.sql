-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS "batch_sheet_created_at_id_idx" ON "batch_sheet"("created_at", "id");
