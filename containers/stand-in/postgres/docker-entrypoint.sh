#!/usr/bin/env bash
# What Muster and Testcontainers rely on in the official image's entrypoint: POSTGRES_USER, POSTGRES_DB,
# POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE, POSTGRES_INITDB_ARGS, and the scripts of a first start.
set -euo pipefail

case "${1:-}" in
  -*) set -- postgres "$@" ;;
esac
[ "$1" = postgres ] || exec "$@"

if [ "$(id -u)" = 0 ]; then
  chown -R postgres: "$PGDATA" /var/run/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi

first_start() {
  local user=${POSTGRES_USER:-postgres} password=${POSTGRES_PASSWORD:-} script
  [ -z "${POSTGRES_PASSWORD_FILE:-}" ] || password=$(< "$POSTGRES_PASSWORD_FILE")
  [ -n "$password" ] || { echo 'Set POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE.' >&2; exit 1; }
  # shellcheck disable=SC2086
  initdb --username="$user" --pwfile=<(printf '%s\n' "$password") --auth-local=trust --auth-host=scram-sha-256 \
    ${POSTGRES_INITDB_ARGS:-}
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  # Nobody from outside comes in before the scripts are through.
  pg_ctl start -w -o "-c listen_addresses=''"
  export PGUSER=$user PGDATABASE=${POSTGRES_DB:-$user}
  [ "$PGDATABASE" = postgres ] || psql -q -d postgres -v name="$PGDATABASE" <<< 'CREATE DATABASE :"name"'
  for script in /docker-entrypoint-initdb.d/*; do
    case "$script" in
      *.sh) bash "$script" ;;
      *.sql) psql -v ON_ERROR_STOP=1 -f "$script" ;;
    esac
  done
  pg_ctl stop -w -m fast
}

[ -s "$PGDATA/PG_VERSION" ] || first_start
exec "$@"
