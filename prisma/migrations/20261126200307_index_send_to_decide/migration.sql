-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS connect_send_to_decide ON connect_send (updated_at, account_id) WHERE state = 'needs-decision';
