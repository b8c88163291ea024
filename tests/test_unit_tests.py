"""Each module of ours for the web client has a unit test, or a reason.

Tours show that a screen works as a whole; a unit test names the module it is about by
importing it, and runs it in Odoo's runner (HOOT) without a server.
"""

import re

from devtools.devenv import config

#: module -> why there is no unit test of it
EXCEPTIONS = {}
IMPORT = re.compile(r"""^(?:import|\} from|import .* from)\s+"(@crm_vn[^"]+)";""", re.M)
HELPERS = "@crm_vn_base/../tests/unit/unit_helpers"


def sources():
    """Return {name of a module as others import it: its file}."""
    return {
        f"@{path.parts[-5]}/{'/'.join(path.parts[-2:])}".removesuffix(".js"): path
        for path in config.ADDONS.glob("*/static/src/*/*.js")
    }


def unit_tests():
    """Return {file: names of the modules of ours that it imports}."""
    return {
        path: set(IMPORT.findall(path.read_text(encoding="utf-8")))
        for path in config.ADDONS.glob("*/static/tests/unit/*.js")
    }


def test_modules_are_found():
    found = set(config.ADDONS.glob("*/static/src/**/*.js"))
    assert found == set(sources().values())
    assert "@crm_vn_desk/desk/desk_dialogs" in sources()
    desk = config.ADDONS / "crm_vn_desk/static/tests/unit/desk.test.js"
    assert {"@crm_vn_desk/desk/desk", HELPERS} <= unit_tests()[desk]


def test_every_module_has_a_unit_test():
    tested = set().union(*unit_tests().values())
    missing = set(sources()) - tested
    assert sorted(missing - set(EXCEPTIONS)) == []
    assert sorted(set(EXCEPTIONS) - missing) == [], "needs no reason any more"


def test_unit_tests_are_loaded():
    """The manifest names them: a test that no bundle holds never runs."""
    for addon in {path.parts[-5] for path in unit_tests()}:
        globs = config.manifest(addon)["assets"].get("web.assets_unit_tests", [])
        loaded = {path for glob in globs for path in config.ADDONS.glob(glob)}
        assert set((config.ADDONS / addon).glob("static/tests/unit/*.js")) <= loaded


def test_unit_tests_begin_alike():
    """What every one of them needs first stands in one helper."""
    own = re.compile(r"defineMailModels\(\)|getDefaultConfig\(\)}|className: \"\"")
    found = [
        path.name
        for path in unit_tests()
        if path.name != "unit_helpers.js" and own.search(path.read_text("utf-8"))
    ]
    assert found == []
