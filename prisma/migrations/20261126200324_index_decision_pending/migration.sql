-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS decision_pending ON decision (created_at, coalesce(import_id, account_id)) WHERE state = 'pending';
