-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS account_not_sent ON account (accounts_id) WHERE NOT sent;
