-- concurrently
-- Codes whose new key another Account has: listed as work until they are ended or given anew.
CREATE INDEX CONCURRENTLY IF NOT EXISTS account_code_looks_alike ON account_code (created_at, account_id) WHERE code_key <> fold_key(code_key);
