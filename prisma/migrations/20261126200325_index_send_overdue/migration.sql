-- concurrently
-- When its next try was due, or it last changed: what should have gone on since.
CREATE INDEX CONCURRENTLY IF NOT EXISTS connect_send_overdue ON connect_send (greatest(updated_at, next_try_at), account_id) WHERE state IN ('requested', 'settling', 'unknown', 'waiting');
