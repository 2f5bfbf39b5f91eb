-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS "audit_event_action_at_id_idx" ON "audit_event"("action", "at", "id");
