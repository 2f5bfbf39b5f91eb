-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS connect_send_overdue_at_location ON connect_send (location_id, greatest(updated_at, next_try_at), account_id) WHERE state IN ('requested', 'settling', 'unknown', 'waiting');
