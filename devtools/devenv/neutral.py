"""In an Odoo of another country the suite leaves alone what is not Vietnam's.

A database of Odoo's addons alone has a company that is not in Vietnam and does not pay
in dong. Row by row and column by column, what was there before the suite was installed
must be there after it, but for what is listed here, with the reason.
"""

from . import cluster

#: what Odoo itself writes when any addon is installed, and caches
TECHNICAL = (
    *("ir_", "bus_", "res_users_log", "res_device", "iap_", "base_", "auth_totp"),
    *("mail_ice", "web_editor", "digest_", "onboarding", "utm_tag"),
)
#: {table: (condition of rows that change, why)}
CHANGED = {
    "res_country": (
        "code = 'VN'",
        "how Vietnam's addresses are printed and entered",
    ),
    "res_groups": ("TRUE", "groups of ours imply others, and are implied"),
    "res_groups_implied_rel": ("TRUE", "as above"),
    "res_groups_users_rel": ("TRUE", "administrators get the groups of ours"),
    "res_country_state": (
        "country_id IN (SELECT id FROM res_country WHERE code = 'VN')",
        "34 provinces of today",
    ),
    "res_lang": ("code = 'vi_VN'", "installed with the test database"),
}
#: columns that say when, or are counted from others
COLUMNS_LEFT_OUT = {"write_date", "write_uid", "create_date", "create_uid"}
COLUMNS = """
SELECT table_name, column_name FROM information_schema.columns
 WHERE table_schema = 'public' ORDER BY table_name, column_name
"""
HASH = """
SELECT t.id, md5(to_jsonb(t)::text) FROM (SELECT {columns} FROM "{table}") t
 ORDER BY t.id
"""


def columns_of(database):
    found = {}
    for row in cluster.psql(COLUMNS, database).splitlines():
        table, column = row.split("|")
        found.setdefault(table, set()).add(column)
    return found


def rows_of(database, table, columns):
    """Return {id: hash of the row} of a table."""
    names = ", ".join(f'"{name}"' for name in sorted(columns))
    text = cluster.psql(HASH.format(columns=names, table=table), database)
    return dict(line.split("|") for line in text.splitlines())


def changed_ids(database, table):
    """Return the ids of the rows that may change."""
    condition, _reason = CHANGED.get(table, ("FALSE", ""))
    sql = f'SELECT id FROM "{table}" WHERE {condition}'  # noqa: S608
    return set(cluster.psql(sql, database).split())


def differences(before, after):
    """Return what the suite changed that is not Vietnam's, as lines.

    :param before: a database without it
    :param after: a copy of that in which it was installed
    """
    columns, columns_after = columns_of(before), columns_of(after)
    lines = []
    for table, names in columns.items():
        if table.startswith(TECHNICAL) or "id" not in names:
            continue
        same = names & columns_after.get(table, set()) - COLUMNS_LEFT_OUT
        old, new = (rows_of(one, table, same) for one in (before, after))
        allowed = changed_ids(before, table)
        lines += [
            f"{table} {number}: {'changed' if number in new else 'gone'}"
            for number, row in old.items()
            if new.get(number) != row and number not in allowed
        ]
    return lines
