-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS batch_sheet_waiting_at_location ON batch_sheet (location_id, state, coalesce(completed_at, created_at), id) WHERE state IN ('draft', 'completed');
