-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS batch_sheet_awaiting ON batch_sheet ((coalesce(completed_at, created_at)), id) WHERE awaiting > 0 AND state <> 'cancelled';
