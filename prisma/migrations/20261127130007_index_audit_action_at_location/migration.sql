-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS "audit_event_location_id_action_at_id_idx" ON "audit_event"("location_id", "action", "at", "id");
