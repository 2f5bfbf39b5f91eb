-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS account_looked_alike_at_location ON account (location_id, created_at, id) WHERE looked_alike;
