#!/bin/bash
# Creates the database roles: `operate_connect` owns and migrates the tables; `operate_connect_app` may only read and
# write rows; `temporal` has its own databases. Runs once, when the data folder is created.
set -eu
psql -v ON_ERROR_STOP=1 -U "${POSTGRES_USER:-postgres}" -d postgres \
  -v owner_password="$OWNER_PASSWORD" -v app_password="$APP_PASSWORD" -v temporal_password="$TEMPORAL_PASSWORD" \
  -f "${ROLES_SQL:-/docker-entrypoint-initdb.d/roles.psql}"
