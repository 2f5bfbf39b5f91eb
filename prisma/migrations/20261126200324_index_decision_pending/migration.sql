-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS decision_pending ON decision (created_at) WHERE state = 'pending';
