-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS "audit_event_person_id_at_id_idx" ON "audit_event"("person_id", "at", "id");
