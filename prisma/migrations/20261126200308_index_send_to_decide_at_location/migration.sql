-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS connect_send_to_decide_at_location ON connect_send (location_id, updated_at, account_id) WHERE state = 'needs-decision';
