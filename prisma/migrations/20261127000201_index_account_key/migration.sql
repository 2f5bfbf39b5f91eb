-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS account_accounts_id_key_idx ON account (accounts_id_key);
