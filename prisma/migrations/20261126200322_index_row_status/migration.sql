-- concurrently
-- Matched rows are nearly all: they are found in file order.
CREATE INDEX CONCURRENTLY IF NOT EXISTS import_row_unlike_matched ON import_row (import_id, status, row_number) WHERE status <> 'matched';
