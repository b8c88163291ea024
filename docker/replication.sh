#!/bin/bash
# Run once, when the database server is made: a replica may follow it. A server that was
# there before gets the same by:
#   docker compose exec db bash /docker-entrypoint-initdb.d/replication.sh
# In a shell of its own: the image reads the file into its own where it is not executable.
(
    set -euo pipefail
    if [ -z "${REPLICATION_PASSWORD:-}" ]; then
        echo "No REPLICATION_PASSWORD: no replica will be let in."
        exit 0
    fi
    psql -v ON_ERROR_STOP=1 -v password="$REPLICATION_PASSWORD" \
        --username "$POSTGRES_USER" --dbname postgres <<'SQL'
SELECT 'CREATE ROLE replicator LOGIN REPLICATION'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'replicator') \gexec
ALTER ROLE replicator PASSWORD :'password';
SELECT pg_create_physical_replication_slot('replica')
 WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = 'replica');
-- a replica that is gone must not fill the disk of the primary
ALTER SYSTEM SET max_slot_wal_keep_size = '8GB';
SQL
    line='host replication replicator all scram-sha-256'
    grep -qxF "$line" "$PGDATA/pg_hba.conf" || echo "$line" >>"$PGDATA/pg_hba.conf"
    psql --username "$POSTGRES_USER" --dbname postgres -c 'SELECT pg_reload_conf()'
)
