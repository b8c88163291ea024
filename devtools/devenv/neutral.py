"""In an Odoo of another country the suite leaves alone what is not Vietnam's.

A database of Odoo's addons alone gets a company in France, which pays in euro, and
people who read French. Row by row and column by column, what was there before the
suite was installed must be there after it, but for what is listed here, with the
reason.
"""

from . import cluster, databases

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
FRENCH = """
UPDATE res_company
   SET currency_id = (SELECT id FROM res_currency WHERE name = 'EUR');
UPDATE res_currency SET active = TRUE WHERE name = 'EUR';
UPDATE res_partner SET lang = 'fr_FR'
 WHERE id IN (
    SELECT partner_id FROM res_users UNION SELECT partner_id FROM res_company
 );
UPDATE res_partner SET country_id = (SELECT id FROM res_country WHERE code = 'FR')
 WHERE id IN (SELECT partner_id FROM res_company)
"""
COLUMNS = """
SELECT table_name, column_name, data_type FROM information_schema.columns
 WHERE table_schema = 'public' ORDER BY table_name, column_name
"""
HASH = """
SELECT t.id, md5(to_jsonb(t)::text) FROM (SELECT {columns} FROM "{table}") t
 ORDER BY t.id
"""


def abroad(base, database):
    """Make *database*, a copy of *base* whose company is in France."""
    databases.copy(base, database)
    log = "neutral-french.log"
    words = ["-c", databases.CONFIG_FILE, "-d", database, "--stop-after-init"]
    words += ["--no-http", "--max-cron-threads=0", "--load-language", "fr_FR"]
    databases.odoo(*words, log=log)
    cluster.psql(FRENCH, database)


def columns_of(database):
    """Return {table: {column: type}}."""
    found = {}
    for row in cluster.psql(COLUMNS, database).splitlines():
        table, column, kind = row.split("|")
        found.setdefault(table, {})[column] = kind
    return found


def value(name, kind):
    """Return how a column is compared: words in Vietnamese are Vietnam's.

    >>> value("name", "character varying")
    '"name"'
    """
    if kind != "jsonb":
        return f'"{name}"'
    return (
        f"CASE jsonb_typeof(\"{name}\") WHEN 'object' "
        f'THEN "{name}" - \'vi_VN\' ELSE "{name}" END AS "{name}"'
    )


def rows_of(database, table, columns):
    """Return {id: hash of the row} of a table."""
    names = ", ".join(value(name, kind) for name, kind in sorted(columns.items()))
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
    for table, kinds in columns.items():
        if table.startswith(TECHNICAL) or "id" not in kinds:
            continue
        names = columns_after.get(table, {}).keys() - COLUMNS_LEFT_OUT
        same = {name: kind for name, kind in kinds.items() if name in names}
        old, new = (rows_of(one, table, same) for one in (before, after))
        allowed = changed_ids(before, table)
        lines += [
            f"{table} {number}: {'changed' if number in new else 'gone'}"
            for number, row in old.items()
            if new.get(number) != row and number not in allowed
        ]
    return lines
