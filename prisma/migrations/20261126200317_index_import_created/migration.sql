-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS "charge_import_created_at_id_idx" ON "charge_import"("created_at", "id");
