-- concurrently
-- Since when it waits for the next tick.
CREATE INDEX CONCURRENTLY IF NOT EXISTS batch_sheet_waiting ON batch_sheet (state, coalesce(completed_at, created_at), id) WHERE state IN ('draft', 'completed');
