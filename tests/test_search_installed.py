"""Search without accents comes back from a plain dump, whoever made it what it was."""

import pytest

from devtools.devenv import cluster, config
from tests import throwaway

SCRIPT = cluster.SEARCH.read_text(encoding="utf-8")
TABLE = """
CREATE TABLE customer (id serial PRIMARY KEY, name varchar);
INSERT INTO customer (name)
SELECT 'Nguyễn Đặng ' || i FROM generate_series(1, 50) i;
CREATE INDEX customer_name_trgm ON customer
 USING gin (unaccent(name) gin_trgm_ops);
COMMENT ON INDEX customer_name_trgm IS 'INDEX it''s mine';
CREATE UNIQUE INDEX customer_name_uniq ON customer (lower(unaccent(name)))
 WHERE id > 0;
"""
EXTENSIONS = "CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent"
IMMUTABLE = "ALTER FUNCTION unaccent(text) IMMUTABLE"
INDEXES = """
SELECT indexdef, obj_description(indexname::regclass)
  FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname
"""
FOUND = "SELECT count(*) FROM customer WHERE unaccent(name) ILIKE '%nguyen dang 1%'"


@pytest.fixture(scope="module")
def server():
    with throwaway.running() as server:
        yield server


@pytest.fixture
def make(server):
    """A function that makes an empty database; all are dropped in the end."""
    made = []

    def make(name):
        server.psql(f"CREATE DATABASE {name} TEMPLATE template0 {cluster.LOCALE}")
        made.append(name)
        return name

    yield make
    for name in made:
        server.psql(f"DROP DATABASE {name} WITH (FORCE)")


def assert_comes_back(server, make, folder):
    """Dump the database ``origin`` as its owner and restore it, without an error."""
    origin, plain, custom = "origin", make("plain"), make("custom")
    dump, text = folder / "customer.dump", folder / "customer.sql"
    server.tool("pg_dump", "-Fc", "-f", dump, origin)
    server.tool("pg_restore", "--exit-on-error", "--no-owner", "-d", custom, dump)
    server.tool("pg_dump", "--no-owner", "-f", text, origin)
    words = ["-Xq", "-v", "ON_ERROR_STOP=1", "-f", text, "-d", plain]
    server.tool("psql", *words)
    indexes = server.psql(INDEXES, origin)
    assert indexes.count("unaccent") == 2
    for name in (origin, plain, custom):
        assert server.psql(INDEXES, name) == indexes
        assert server.psql(FOUND, name) == "11"
        # both are used, and a second one is refused
        plan = server.psql(f"SET enable_seqscan = off; EXPLAIN {FOUND}", name)
        assert "customer_name_trgm" in plan
        with pytest.raises(config.Problem, match="customer_name_uniq"):
            server.psql("INSERT INTO customer (name) VALUES ('NGUYEN ĐANG 7')", name)


@pytest.mark.parametrize("user", [throwaway.OWNER, throwaway.SUPERUSER])
def test_new_database(server, make, tmp_path, user):
    """Twice is once."""
    origin = make("origin")
    for _time in range(2):
        server.psql(SCRIPT, origin, user=user)
    server.psql(TABLE, origin)
    assert_comes_back(server, make, tmp_path)


@pytest.mark.parametrize("user", [throwaway.OWNER, throwaway.SUPERUSER])
def test_database_as_odoo_makes_it(server, make, tmp_path, user):
    """Its indexes are put up on the function that a dump carries."""
    origin = make("origin")
    server.psql(EXTENSIONS, origin)
    server.psql(IMMUTABLE, origin, user=throwaway.SUPERUSER)
    server.psql(TABLE, origin)
    before = server.psql(INDEXES, origin)
    server.psql(SCRIPT, origin, user=user)
    assert server.psql(INDEXES, origin) == before
    assert_comes_back(server, make, tmp_path)


def test_dump_of_the_old_form_gets_well(server, make, tmp_path):
    """Its restore loses the indexes; afterwards they can be made, and stay."""
    old, origin = make("old"), make("origin")
    server.psql(EXTENSIONS, old)
    server.psql(IMMUTABLE, old, user=throwaway.SUPERUSER)
    server.psql(TABLE, old)
    dump = tmp_path / "old.dump"
    server.tool("pg_dump", "-Fc", "-f", dump, old)
    with pytest.raises(config.Problem, match="must be marked IMMUTABLE"):
        server.tool("pg_restore", "--no-owner", "-d", origin, dump)
    assert "unaccent" not in server.psql(INDEXES, origin)
    server.psql(SCRIPT, origin)
    server.psql(TABLE[TABLE.index("CREATE INDEX") :], origin)
    assert_comes_back(server, make, tmp_path)


def test_extension_of_somebody_else(server, make, tmp_path):
    """What the owner may not change stays as it is, until a superuser does it."""
    origin = make("origin")
    server.psql(EXTENSIONS, origin, user=throwaway.SUPERUSER)
    with pytest.raises(config.Problem, match="must be owner of extension unaccent"):
        server.psql(SCRIPT, origin)
    assert server.psql("SELECT unaccent('Đặng')", origin) == "Dang"
    server.psql(SCRIPT, origin, user=throwaway.SUPERUSER)
    server.psql(TABLE, origin)
    assert_comes_back(server, make, tmp_path)


def test_function_that_calls_it(server, make):
    """It would look for the function where it was: it is named, nothing changes."""
    origin = make("origin")
    server.psql(EXTENSIONS, origin)
    body = "LANGUAGE sql IMMUTABLE AS 'SELECT unaccent($1)'"
    server.psql(f"CREATE FUNCTION f_unaccent(text) RETURNS text {body}", origin)
    with pytest.raises(config.Problem, match=r"f_unaccent\(text\)"):
        server.psql(SCRIPT, origin)
    assert server.psql("SELECT f_unaccent('Đặng')", origin) == "Dang"
