-- concurrently
-- Whether a file is kept at a Location already.
CREATE INDEX CONCURRENTLY IF NOT EXISTS charge_import_location_id_file_sha256_idx ON charge_import (location_id, file_sha256);
