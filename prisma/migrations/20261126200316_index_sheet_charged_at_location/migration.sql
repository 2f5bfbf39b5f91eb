-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS batch_sheet_charged_at_location ON batch_sheet (location_id, posted_at, id) WHERE state = 'posted' AND has_charges;
