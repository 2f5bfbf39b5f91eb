-- concurrently
-- Charges are listed sheet by sheet in the order in which they became visible; many sheets have none.
CREATE INDEX CONCURRENTLY IF NOT EXISTS batch_sheet_charged ON batch_sheet (posted_at, id) WHERE state = 'posted' AND has_charges;
