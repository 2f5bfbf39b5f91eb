-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS outbox_open ON outbox (priority, id) WHERE done_at IS NULL;
