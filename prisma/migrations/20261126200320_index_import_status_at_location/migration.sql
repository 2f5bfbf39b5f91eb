-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS "charge_import_location_id_status_created_at_id_idx" ON "charge_import"("location_id", "status", "created_at", "id");
