"""What the generator of rows is made of."""

import contextlib

from odoo.tools import SQL


@contextlib.contextmanager
def bulk(env):
    """Write many rows without foreign keys being looked up, where one may."""
    env.flush_all()
    env.cr.execute("SELECT setseed(0.42)")
    env.cr.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    superuser = env.cr.fetchone()[0]
    if superuser:
        env.cr.execute("SET LOCAL session_replication_role = replica")
    try:
        yield
    finally:
        if superuser:
            env.cr.execute("SET LOCAL session_replication_role = origin")
        env.invalidate_all()


@contextlib.contextmanager
def without_slow_indexes(env, table):
    """Leave out the inverted indexes of *table* and make them anew at the end.

    Adding 200,000 rows to them one by one takes ten times as long.
    """
    definitions = env.execute_query(
        SQL(
            "SELECT c.oid::regclass::text, pg_get_indexdef(c.oid) "
            "FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
            "JOIN pg_am a ON a.oid = c.relam "
            "WHERE i.indrelid = %s::regclass AND a.amname = 'gin'",
            table,
        )
    )
    for name, _definition in definitions:
        env.cr.execute(SQL("DROP INDEX %s", SQL.identifier(name.strip('"'))))
    yield
    for _name, definition in definitions:
        env.cr.execute(definition)


def ids(env, model, domain=()):
    return env[model].search(list(domain), order="id").ids if model in env else []


def partners(env, among):
    """Return the range of the partners that get documents."""
    if among is not None:
        return among
    [(first, last)] = env.execute_query(
        SQL("SELECT min(id), max(id) FROM res_partner WHERE ref LIKE 'BENCH%%'")
    )
    if first is None:
        raise ValueError("Make customers first: generate.customers(env, n)")
    return range(first, last + 1)


def first(env, table):
    """Return the first free id of *table*."""
    [(last,)] = env.execute_query(
        SQL("SELECT coalesce(max(id), 0) FROM %s", SQL.identifier(table))
    )
    return last + 1


def set_sequence(env, table):
    env.cr.execute(
        SQL(
            "SELECT setval(%s, (SELECT max(id) FROM %s))",
            f"{table}_id_seq",
            SQL.identifier(table),
        )
    )


def insert(env, table, columns, origin):
    """Insert *columns* (name to expression) FROM *origin*, as far as they exist."""
    known = {
        name
        for (name,) in env.execute_query(
            SQL(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass "
                "AND attnum > 0 AND NOT attisdropped",
                table,
            )
        )
    }
    columns = {name: value for name, value in columns.items() if name in known}
    env.cr.execute(
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s",
            SQL.identifier(table),
            SQL(", ").join(map(SQL.identifier, columns)),
            SQL(", ").join(columns.values()),
            origin,
        )
    )


def log_columns(env, when):
    when = SQL(when)
    return {
        "create_uid": SQL("%s", env.uid),
        "write_uid": SQL("%s", env.uid),
        "create_date": when,
        "write_date": when,
    }


def random():
    """Return six columns of random numbers, ra to rf."""
    return SQL(", ").join(SQL("random() AS r%s", SQL(letter)) for letter in "abcdef")


def pick(values, number, kind="text"):
    """Return the element of *values* at *number*, an expression from 0 to 1."""
    return SQL(
        "(%s::%s[])[1 + floor(%s * %s)::int]",
        list(values),
        SQL(kind),
        len(values),
        SQL(number),
    )


def heavy(n, among):
    """Return *n* rows with a number ``g``, a partner ``p`` and a moment ``made``.

    Few partners come often: the cube makes that distribution, the prime spreads the
    busy ones over the ids. The moment lies between the partner's creation and an
    hour ago.
    """
    return SQL(
        """
        (SELECT *, %(first)s + (floor(%(size)s * power(0.06 + 0.94 * rf, 3))::int8
                                * 104729 %% %(size)s)::int AS partner_id
           FROM (SELECT g, %(random)s
                   FROM generate_series(0, %(n)s - 1) g) numbered) drawn
        JOIN res_partner p ON p.id = drawn.partner_id
        CROSS JOIN LATERAL (
            SELECT p.create_date + (now() - interval '1 hour' - p.create_date) * rb
                AS made) moment
        """,
        first=among.start,
        size=len(among),
        random=random(),
        n=n,
    )


def analyze(env, *tables):
    for table in tables:
        env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
