-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS audit_event_refused_at_location ON audit_event (location_id, at, id) WHERE outcome = 'refused';
