"""What only reads says so: with a replica, that is where it is answered.

``tests/tables/reading.csv`` lists the methods; that they write nothing is tried on the
demo company (``test_reading.py`` of the tests of the whole suite).
"""

import ast
import re

from devtools.devenv import config

from .rights_tables import find_dialogs, find_methods, find_reading, read_table

#: methods with such a name only read
NAMES = re.compile(r"(vn_)?(get|find|has)_|action_(vn_)?(view|open|show)(_|$)")
#: but these
WRITE = {
    ("crm.vn.contract", "action_open_renewal"): "renews the contract",
    ("crm.vn.health", "action_vn_open"): "makes the rows of the page",
    ("crm.vn.zalo.user", "action_open_chat"): "joins the channel",
    ("res.partner", "action_vn_view_viewers"): "makes the rows of the dialog",
}
#: pages that are only read and may write all the same
WRITING_ROUTES = {
    "/vn/call/<int:call_id>/recording": "who listens is noted",
    "/vn/zalo/connect": "Zalo comes back here with what opens the account",
}


def test_the_table_lists_what_is_answered_from_a_replica():
    table = {(row["model"], row["method"]) for row in read_table("reading")}
    assert find_reading() == table, (
        "python3 -m tests.rights_tables brings it up to date"
    )


def test_what_only_reads_says_so():
    """A dialog is left out: it was saved a moment ago, and a replica may lag."""
    named = {
        (model, name)
        for model, name in find_methods()
        if NAMES.match(name) and model not in find_dialogs()
    }
    assert named - find_reading() == set(WRITE)


def test_dialogs_are_read_where_they_were_saved():
    dialogs = find_dialogs()
    assert not [pair for pair in find_reading() if pair[0] in dialogs]


def routes():
    """Yield (addresses, the other words) of each route of ours."""
    for path in sorted(config.ADDONS.glob("*/controllers/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "http.route":
                words = {word.arg: word.value for word in node.keywords}
                values = {
                    name: ast.literal_eval(words[name])
                    for name in ("methods", "readonly")
                    if name in words
                }
                if node.args:
                    yield ast.literal_eval(node.args[0]), values


def test_pages_that_are_only_read():
    found = dict(routes())
    for address, words in found.items():
        if words.get("methods") == ["GET"] or "methods" not in words:
            assert bool(words.get("readonly")) is (address not in WRITING_ROUTES)
    assert set(WRITING_ROUTES) <= set(found)
