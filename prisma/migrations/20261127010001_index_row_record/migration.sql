-- concurrently
-- Calls by their record id, where another start is said of the same call. Hashed: an id may be longer than an index takes.
CREATE INDEX CONCURRENTLY IF NOT EXISTS import_row_record ON import_row (hashtextextended(record_id, 0), duration_seconds) WHERE record_id IS NOT NULL;
