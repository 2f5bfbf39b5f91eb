-- concurrently
-- The same bytes at the same Location once, while that import is live and bills something; a repeat needs its reason.
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS charge_import_one_live_file ON charge_import (location_id, file_sha256)
  WHERE status NOT IN ('failed', 'cancelled', 'voided') AND allow_repeat IS NULL AND NOT empty;
