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
#: sequences give numbers that a killed transaction leaves out
DIGITS = r"regexp_replace({}::text, '\d+', '#', 'g')"
COLUMNS = """
    SELECT c.table_name, c.column_name, c.data_type
      FROM information_schema.columns c
      JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
       AND NOT c.column_name LIKE ANY(%s)
       AND NOT EXISTS (
               SELECT FROM information_schema.key_column_usage k
                 JOIN information_schema.table_constraints f
                      USING (constraint_schema, constraint_name)
                WHERE f.constraint_type = 'FOREIGN KEY' AND k.table_name = c.table_name
                  AND k.column_name = c.column_name)
     ORDER BY c.table_name, c.column_name
"""


def read(cr):
    """Return {table: (number of rows, hash of what is in them)}.

    :param cr: cursor on the database
    """
    cr.execute(COLUMNS, [list(DRAWN)])
    tables = {}
    for table, column, kind in cr.fetchall():
        if table not in LEFT_OUT and kind in KINDS:
            name = f'"{column}"'
            is_text = kind in ("character varying", "text")
            tables.setdefault(table, []).append(
                DIGITS.format(name) if is_text else f"{name}::text"
            )
    found = {}
    for table, columns in tables.items():
        row = f"concat_ws('|', {', '.join(columns)})"
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
