#!/usr/bin/env bash
# On the first start of an empty volume: for each service a database and an account that owns it and sees no other.
set -euo pipefail

for name in dispatch volunteer report keycloak; do
  psql -q -v ON_ERROR_STOP=1 -U postgres -d postgres \
    -v name="$name" -v password="$(cat "/run/secrets/$name-database-password")" << 'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
done
