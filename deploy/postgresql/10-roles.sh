#!/bin/bash
# Who may do what: `operate_connect` owns the tables and migrates them; the application may read and write rows, no more;
# `temporal` has databases of its own. Runs once, when the data folder is made.
set -eu
psql -v ON_ERROR_STOP=1 -U "${POSTGRES_USER:-postgres}" -d postgres \
  -v owner_password="$OWNER_PASSWORD" -v app_password="$APP_PASSWORD" -v temporal_password="$TEMPORAL_PASSWORD" \
  -f "${ROLES_SQL:-/docker-entrypoint-initdb.d/roles.psql}"
