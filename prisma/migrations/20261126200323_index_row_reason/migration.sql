-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS import_row_reason ON import_row (import_id, status, reason, row_number) WHERE reason IS NOT NULL;
