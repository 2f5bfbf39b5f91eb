-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS account_looked_alike ON account (created_at, id) WHERE looked_alike;
