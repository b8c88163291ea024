"""What is asked of PostgreSQL."""

import contextlib
import os
import subprocess
import time

import psycopg2
import psycopg2.extensions
from psycopg2 import errors, sql

from .sets import Problem

TABLES = """
SELECT n.nspname, c.relname
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%'
   AND n.nspname <> 'information_schema'
 ORDER BY 1, 2
"""
INDEXES = """
SELECT schemaname || '.' || indexname
  FROM pg_indexes
 WHERE schemaname NOT LIKE 'pg\\_%' AND schemaname <> 'information_schema'
 ORDER BY 1
"""
STORED = """
SELECT DISTINCT store_fname FROM ir_attachment
 WHERE store_fname IS NOT NULL ORDER BY 1
"""
ADDONS = "SELECT name, latest_version FROM ir_module_module WHERE state = 'installed'"
# people who were erased: a hash of number or address, and the partner
ERASED = "SELECT digest, partner_id FROM crm_vn_erased_key WHERE partner_id > 0"
# left running in a neutralised database: {what: rows that must not be there}
AWAKE = {
    "scheduled actions": """
        SELECT cron_name FROM ir_cron
         WHERE active AND id NOT IN (
               SELECT res_id FROM ir_model_data
                WHERE model = 'ir.cron' AND module = 'base'
                  AND name = 'autovacuum_job')
    """,
    "mail servers": """
        SELECT name FROM ir_mail_server WHERE active AND smtp_host <> 'invalid'
    """,
    "no sign of being neutralised": """
        SELECT 'database.is_neutralized' WHERE NOT EXISTS (
               SELECT FROM ir_config_parameter
                WHERE key = 'database.is_neutralized')
    """,
}
#: what may leave a neutralised database when somebody switches its actions on
READY = {
    "crm_vn_sms_provider": "SELECT id FROM crm_vn_sms_provider WHERE active",
    "crm_vn_zalo_account": "SELECT id FROM crm_vn_zalo_account WHERE active",
    "crm_vn_call_provider": "SELECT id FROM crm_vn_call_provider WHERE active",
    "crm_vn_message": """
        SELECT id FROM crm_vn_message
         WHERE direction = 'out' AND state IN ('queued', 'held', 'sending')
    """,
}
RESTORED = "Khôi phục từ bản sao lưu: có thể đã gửi (restored, perhaps sent)"
#: what waited to leave may have left after the set was made, and so may what came due:
#: {(table, column that an addon has there): how it is held}
WAITING = {
    ("crm_vn_message", "state"): """
        UPDATE crm_vn_message SET state = 'unknown', error_text = %(why)s
         WHERE direction = 'out' AND state IN ('queued', 'held', 'sending')
    """,
    ("sms_sms", "state"): """
        UPDATE sms_sms SET state = 'error', failure_type = 'unknown'
         WHERE state IN ('outgoing', 'process')
    """,
    ("mail_mail", "state"): """
        UPDATE mail_mail
           SET state = 'exception', failure_type = 'unknown', failure_reason = %(why)s
         WHERE state = 'outgoing'
    """,
    ("mailing_mailing", "state"): """
        UPDATE mailing_mailing SET state = 'draft'
         WHERE state IN ('in_queue', 'sending')
    """,
    ("crm_vn_feedback_plan", "state"): """
        UPDATE crm_vn_feedback_plan SET state = 'left_out', reason = %(why)s
         WHERE state = 'planned' AND date <= current_date + 1
    """,
    ("crm_vn_care_line", "message_error"): """
        UPDATE crm_vn_care_line SET message_error = %(why)s
         WHERE state = 'planned' AND date <= current_date + 1
           AND message_id IS NULL AND message_error IS NULL
    """,
}
HAS_COLUMN = """
    SELECT FROM pg_attribute
     WHERE attrelid = to_regclass(%s) AND attname = %s AND NOT attisdropped
"""


def run(*words):
    """Run one of PostgreSQL's programs.

    :raise Problem: with what it said, when it fails
    """
    words = [str(word) for word in words]
    folder = os.environ.get("PG_BIN")
    if folder:
        words[0] = os.path.join(folder, words[0])
    try:
        result = subprocess.run(words, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise Problem(f"{words[0]} is missing: PostgreSQL's client programs.") from None
    if result.returncode:
        raise Problem(f"{' '.join(words)}\n{result.stderr.strip()}")


@contextlib.contextmanager
def connected(database, *, autocommit=False):
    """Give a cursor on *database*.

    :raise Problem: when there is no such database, or no server
    """
    try:
        connection = psycopg2.connect(dbname=database)
    except psycopg2.OperationalError as error:
        raise Problem(str(error).strip()) from None
    try:
        connection.set_session(
            isolation_level=psycopg2.extensions.ISOLATION_LEVEL_REPEATABLE_READ,
            autocommit=autocommit,
        )
        with connection.cursor() as cursor:
            yield cursor
        connection.commit()
    finally:
        connection.close()


def rows(cursor, query, *values):
    cursor.execute(query, values or None)
    return cursor.fetchall()


def column(cursor, query):
    return [row[0] for row in rows(cursor, query)]


def erased(cursor):
    """Return (hash, id) of the people who were erased, where the addon is installed."""
    if rows(cursor, "SELECT to_regclass('crm_vn_erased_key')")[0][0] is None:
        return []
    return rows(cursor, ERASED)


def ready(cursor):
    """Return what could still leave a neutralised database, as lines."""
    return [
        f"{table} is not neutralised: {row_id}"
        for table, query in READY.items()
        if rows(cursor, "SELECT to_regclass(%s)", table)[0][0] is not None
        for row_id in column(cursor, query)
    ]


def hold(cursor):
    """Let nothing leave by itself that waited; return {table: how many rows}.

    A person sees it among what perhaps was sent, and decides.
    """
    held = {}
    for (table, name), statement in WAITING.items():
        if rows(cursor, HAS_COLUMN, table, name):
            cursor.execute(statement, {"why": RESTORED})
            held[table] = cursor.rowcount
    return {table: number for table, number in held.items() if number}


def counts(cursor):
    """Return ``{schema.table: rows}``, counted."""
    result = {}
    for schema, table in rows(cursor, TABLES):
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table))
        result[f"{schema}.{table}"] = rows(cursor, query)[0][0]
    return result


def locale(cursor):
    """Return how the database of *cursor* sorts: what ``CREATE DATABASE`` needs."""
    query = "SELECT to_jsonb(d) FROM pg_database d WHERE datname = current_database()"
    values = rows(cursor, query)[0][0]
    return {
        "collate": values["datcollate"],
        "ctype": values["datctype"],
        "provider": values.get("datlocprovider") or "c",
        # renamed in PostgreSQL 17
        "locale": values.get("daticulocale") or values.get("datlocale"),
    }


def exists(database):
    with connected("postgres") as cursor:
        query = "SELECT FROM pg_database WHERE datname = %s"
        return bool(rows(cursor, query, database))


def create(database, sorting):
    """Make an empty *database* that sorts as *sorting* says.

    It is marked as a template until it is whole: so no server of Odoo sees it and runs
    its scheduled actions.
    """
    text = (
        "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'"
        " LC_COLLATE {} LC_CTYPE {} IS_TEMPLATE true"
    )
    values = [sql.Identifier(database)]
    values += [sql.Literal(sorting["collate"]), sql.Literal(sorting["ctype"])]
    if sorting["provider"] == "i":
        text += " LOCALE_PROVIDER icu ICU_LOCALE {}"
        values.append(sql.Literal(sorting["locale"]))
    with connected("postgres", autocommit=True) as cursor:
        cursor.execute(sql.SQL(text).format(*values))


def release(database):
    """Let servers see *database*."""
    with connected("postgres", autocommit=True) as cursor:
        query = sql.SQL("ALTER DATABASE {} IS_TEMPLATE false")
        cursor.execute(query.format(sql.Identifier(database)))


def drop(database, *, attempts=20, pause=0.5):
    """Drop *database*, whoever is in it.

    PostgreSQL's own workers, which clean up in it, may only be sent away by the owner
    of the server; they go by themselves.

    :param attempts: how often it is tried
    :param pause: seconds between them
    """
    if not exists(database):
        return
    release(database)
    query = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database))
    for left in reversed(range(attempts)):
        try:
            with connected("postgres", autocommit=True) as cursor:
                cursor.execute(query)
            return
        except (errors.InsufficientPrivilege, errors.ObjectInUse):
            if not left:
                raise
        time.sleep(pause)
