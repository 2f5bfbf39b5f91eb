-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS batch_sheet_awaiting_at_location ON batch_sheet (location_id, (coalesce(completed_at, created_at)), id) WHERE awaiting > 0 AND state <> 'cancelled';
