#!/bin/sh
# scripts/backup.sh DATABASE: the database and its files, as one set in ./backups.
# With containers, from the folder of docker-compose.yml; people go on working.
# What is kept: KEEP="--daily 7 --weekly 4 --monthly 12".
set -eu
cd "$(dirname "$0")/.."
database=${1:?scripts/backup.sh DATABASE}
mkdir -p backups
chmod 700 backups
# $HOST, $USER, $PASSWORD are those of the container
exec docker compose run --rm -T --user root \
    -v "$PWD/scripts:/mnt/scripts:ro" -v "$PWD/backups:/backups" odoo \
    sh -c 'export PGHOST=$HOST PGUSER=$USER PGPASSWORD=$PASSWORD PYTHONPATH=/mnt/scripts
           exec python3 -m crm_vn_backup backup "$0" \
               --data-dir /var/lib/odoo --to /backups '"${KEEP:-}" "$database"
