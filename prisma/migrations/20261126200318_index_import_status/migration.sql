-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS "charge_import_status_created_at_id_idx" ON "charge_import"("status", "created_at", "id");
