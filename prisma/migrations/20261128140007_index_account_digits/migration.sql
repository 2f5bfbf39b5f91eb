-- concurrently
-- Accounts whose Accounts ID has the same number as a code: ACC-1006 and 1006.
CREATE INDEX CONCURRENTLY IF NOT EXISTS account_digits ON account (location_id, (ltrim(regexp_replace(accounts_id, '\D', '', 'g'), '0')));
