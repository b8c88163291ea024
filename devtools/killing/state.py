"""What the tables of a database hold, in a form that two runs can be compared in."""

#: bookkeeping of runs, queues of signals, caches: what comes and goes with each process
LEFT_OUT = (
    *("ir_cron", "ir_cron_progress", "ir_cron_trigger", "ir_sequence", "bus_bus"),
    *("ir_attachment", "ir_logging", "ir_profile", "res_users_log", "bus_presence"),
    *("res_device_log", "base_import_import", "crm_vn_cron_run", "crm_vn_score_check"),
    *("crm_vn_health_check", "ir_config_parameter", "iap_account"),
)
#: columns of other kinds are compared: moments and drawn identities are not
KINDS = {
    *("boolean", "integer", "bigint", "numeric", "double precision"),
    *("character varying", "text", "date"),
}
#: ids without a foreign key, tokens, paths
DRAWN = ("%\\_id", "%token%", "%uuid%", "%\\_ids", "parent_path", "message_id", "id")
#: the link of a question ends in what is drawn
LINKS = r"regexp_replace({}::text, '/f/[\w-]+', '/f/', 'g')"
#: sequences give numbers that a killed transaction leaves out
DIGITS = rf"regexp_replace({LINKS}, '\d+', '#', 'g')"
COLUMNS = """
    SELECT c.relname, a.attname, format_type(a.atttypid, NULL)
      FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND NOT a.attname LIKE ANY(%s)
       AND NOT EXISTS (
               SELECT FROM pg_constraint f
                WHERE f.contype = 'f' AND f.conrelid = c.oid
                  AND a.attnum = ANY(f.conkey))
     ORDER BY c.relname, a.attname
"""


def read(cr, differs=(), left_out=()):
    """Return {table: (number of rows, hash of what is in them)}.

    :param cr: cursor on the database
    :param differs: (table, column) that are not compared
    :param left_out: more tables that are not
    """
    cr.execute(COLUMNS, [list(DRAWN)])
    tables = {}
    for table, column, kind in cr.fetchall():
        if table in LEFT_OUT or table in left_out or (table, column) in differs:
            continue
        if kind in KINDS:
            name = f'"{column}"'
            is_text = kind in ("character varying", "text")
            tables.setdefault(table, []).append(
                DIGITS.format(name) if is_text else f"{name}::text"
            )
    found = {}
    for table, columns in tables.items():
        # a function takes a hundred arguments at the most
        parts = [
            f"concat_ws('|', {', '.join(columns[start : start + 90])})"
            for start in range(0, len(columns), 90)
        ]
        row = f"concat_ws('|', {', '.join(parts)})"
        cr.execute(
            f"SELECT count(*), sum(hashtextextended({row}, 0)::numeric)"  # noqa: S608
            f' FROM "{table}"'
        )
        found[table] = cr.fetchone()
    return found


def differences(wanted, found):
    """Return what differs, as lines.

    >>> differences({"a": (1, 7), "b": (2, 5)}, {"a": (1, 7), "b": (3, 6)})
    ['b: 3 rows instead of 2']
    >>> differences({"b": (2, 5)}, {"b": (2, 6)})
    ['b: 2 rows, with other values']
    """
    lines = []
    for table, (count, values) in wanted.items():
        rows, hashed = found[table]
        if rows != count:
            lines.append(f"{table}: {rows} rows instead of {count}")
        elif hashed != values:
            lines.append(f"{table}: {rows} rows, with other values")
    return lines
