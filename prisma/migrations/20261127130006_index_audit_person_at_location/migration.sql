-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS "audit_event_location_id_person_id_at_id_idx" ON "audit_event"("location_id", "person_id", "at", "id");
