-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS "charge_import_location_id_created_at_id_idx" ON "charge_import"("location_id", "created_at", "id");
