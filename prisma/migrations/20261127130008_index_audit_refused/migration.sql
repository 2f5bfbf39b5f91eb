-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS audit_event_refused ON audit_event (at, id) WHERE outcome = 'refused';
