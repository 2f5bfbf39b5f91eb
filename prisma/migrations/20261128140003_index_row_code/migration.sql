-- concurrently
-- The rows of a code in file order; and which imports have rows that a change of a code could match.
CREATE INDEX CONCURRENTLY IF NOT EXISTS import_row_code ON import_row (import_id, code_key, row_number) WHERE status <> 'matched';
