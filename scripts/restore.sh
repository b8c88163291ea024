#!/bin/sh
# scripts/restore.sh SET DATABASE [--live] [--erased /backups/LATER_SET]: a set of
# ./backups as a new database. It is neutralised (no e-mail, scheduled action, message,
# webhook) unless --live is given, and compared with what was saved; a database that is
# there is never touched. Who was erased until the later set was made is erased again.
set -eu
cd "$(dirname "$0")/.."
set=$(basename "${1:?scripts/restore.sh SET DATABASE [--live]}")
database=${2:?scripts/restore.sh SET DATABASE [--live]}
shift 2
docker compose run --rm -T --user root \
    -v "$PWD/scripts:/mnt/scripts:ro" -v "$PWD/backups:/backups:ro" odoo \
    sh -c 'export PGHOST=$HOST PGUSER=$USER PGPASSWORD=$PASSWORD PYTHONPATH=/mnt/scripts
           python3 -m crm_vn_backup restore "/backups/$0" "$@" \
               --data-dir /var/lib/odoo --odoo "/entrypoint.sh odoo" &&
           chown -R odoo: "/var/lib/odoo/filestore/$1"' "$set" "$database" "$@"
