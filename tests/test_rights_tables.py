"""The tables of rights are complete: what is new fails until it stands in them.

``tests/tables/models.csv`` says what each role may do with each model of ours,
``methods.csv`` what each method checks that RPC can call, ``routes.csv`` what each
address checks that a browser can ask for. ``python3 -m tests.rights_tables`` adds what
is missing, to be read before it is committed.
"""

from devtools.devenv import config

from .rights_tables import ROLES, find_access, find_methods, find_routes, read_table

HOW = "python3 -m tests.rights_tables adds what is missing"


def test_what_each_role_may_do_with_each_model():
    table = {
        row["model"]: {role: row[role] for role in ROLES}
        for row in read_table("models")
    }
    assert find_access() == table, HOW


def test_a_manager_elsewhere_has_the_same_rights_there():
    for row in read_table("models"):
        assert row["other_manager"] == row["manager"], row["model"]


def test_strangers_have_no_rights():
    """Neither the public nor a portal user reads a model of ours directly."""
    rows = read_table("models")
    assert not [row["model"] for row in rows if row["public"] or row["portal"]]


def test_employees_write_nothing_but_dialogs():
    written = {
        row["model"] for row in read_table("models") if set(row["employee"]) - {"r"}
    }
    assert written <= {
        "crm.vn.customer.change",
        "crm.vn.help.request",
        "crm.vn.snooze",
        "crm.vn.viewer",
    }


def test_every_method_that_rpc_can_call():
    table = {(row["model"], row["method"]) for row in read_table("methods")}
    assert set(find_methods()) == table, HOW


def test_every_method_says_what_it_checks():
    assert not [row for row in read_table("methods") if len(row["checks"]) < 10]


def test_every_route():
    table = {row["path"]: row["auth"] for row in read_table("routes")}
    assert find_routes() == table, HOW


def test_every_route_says_what_it_checks_and_where_that_is_tested():
    folders = {
        "crm_vn_test_suite": config.ROOT / "tests/addons",
    }
    for row in read_table("routes"):
        assert len(row["checks"]) > 10, row["path"]
        addon, name = row["test"].split("/")
        folder = folders.get(addon, config.ADDONS) / addon / "tests"
        text = (folder / f"{name}.py").read_text(encoding="utf-8")
        assert row["path"].partition("<")[0] in text, row["path"]
