-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS "audit_event_subject_at_id_idx" ON "audit_event"("subject", "at", "id");
