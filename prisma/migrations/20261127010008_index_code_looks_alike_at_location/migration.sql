-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS account_code_looks_alike_at_location ON account_code (location_id, created_at, account_id) WHERE code_key <> fold_key(code_key);
