-- concurrently
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS outbox_one_open ON outbox (kind, subject) WHERE done_at IS NULL;
