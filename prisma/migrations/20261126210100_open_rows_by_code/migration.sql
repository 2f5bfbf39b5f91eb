-- concurrently
-- Which imports have rows that a change of a code could match, asked at every such change.
CREATE INDEX CONCURRENTLY IF NOT EXISTS import_row_open_code ON import_row (import_id, code_key) WHERE status <> 'matched';
