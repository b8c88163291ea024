#!/bin/bash
# A PostgreSQL that follows the primary "db" and answers what only reads. Its data are a
# copy: delete the volume and it is made anew. After a promotion it is never begun again.
set -euo pipefail
data=/var/lib/postgresql/data
if [ ! -s "$data/PG_VERSION" ]; then
    : "${REPLICATION_PASSWORD:?set it in .env}"
    export PGPASSWORD=$REPLICATION_PASSWORD
    # a copy that broke off is no copy
    find "$data" -mindepth 1 -delete
    pg_basebackup --host=db --username=replicator --pgdata="$data" \
        --slot=replica --wal-method=stream --checkpoint=fast --write-recovery-conf
    chmod 700 "$data"
fi
# a query of a person is not cut off by what the primary cleans up meanwhile
exec postgres -D "$data" -c hot_standby=on -c hot_standby_feedback=on \
    -c max_standby_streaming_delay=60s
