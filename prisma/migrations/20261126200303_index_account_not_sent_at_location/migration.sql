-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS account_not_sent_at_location ON account (location_id, accounts_id) WHERE NOT sent;
