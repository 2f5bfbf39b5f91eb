#!/bin/sh
# Creates Temporal's two databases, or upgrades them to the version of this image. Safe to run again.
set -eu
sql() {
  database=$1
  shift
  temporal-sql-tool --plugin postgres12 --ep "$POSTGRES_SEEDS" -p "$DB_PORT" -u "$POSTGRES_USER" --pw "$SQL_PASSWORD" --db "$database" "$@"
}
for store in temporal visibility; do
  [ "$store" = temporal ] && database=temporal || database=temporal_visibility
  sql "$database" create
  sql "$database" setup-schema -v 0.0
  sql "$database" update-schema -d "${SCHEMA_DIR:-/etc/temporal/schema}/postgresql/v12/$store/versioned"
done
