-- concurrently
CREATE INDEX CONCURRENTLY IF NOT EXISTS charge_import_stopped ON charge_import (created_at, id) WHERE stopped IS NOT NULL;
