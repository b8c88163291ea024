"""Every addon goes in without a word and comes out without a trace.

Each is installed on an empty database that has only what it depends on, without
demo data and with it, then uninstalled; what the database consists of must be what
it was before.
"""

import concurrent.futures
import re

import pytest

from tools.devenv import config, databases

from .snapshot import left_over, snapshot

# an Odoo that takes care of 2 cores leaves none for a third
LANES = 2


def install_alone(addon):
    """Install and uninstall *addon*.

    :return: complaints of the installation, leftovers of the uninstallation
    """
    database = f"{config.PREFIX}_install_{addon}"
    core = config.core_dependencies(addon)
    own = [name for name in config.own_dependencies(addon) if name != addon]
    databases.copy(databases.base(core), database)
    lines = databases.install(database, own) if own else []
    if config.manifest(addon).get("auto_install"):
        # it came by itself with what it depends on: look at it from the start
        lines += uninstall(database, addon)
    before = snapshot(database)
    lines += databases.install(database, [addon])
    lines += uninstall(database, addon)
    after = snapshot(database)
    databases.drop(database)
    return lines, left_over(before, after)


def uninstall(database, addon):
    log = f"uninstall-{database}.log"
    words = ["module", "uninstall", "-c", databases.CONFIG_FILE, "-d", database, addon]
    databases.odoo(*words, log=log)
    return databases.complaints(log)


def install_demo(addon):
    """Install *addon* with demo data; return complaints."""
    database = f"{config.PREFIX}_install_demo_{addon}"
    core = config.core_dependencies(addon)
    databases.copy(databases.base(core, demo=True), database)
    lines = databases.install(database, [addon], demo=True)
    databases.drop(database)
    return lines


@pytest.fixture(scope="session")
def installs():
    """Do all of it, in two lanes; the tests look at what came of it."""
    addons = config.addon_names()
    with concurrent.futures.ThreadPoolExecutor(LANES) as pool:
        alone = {addon: pool.submit(install_alone, addon) for addon in addons}
        demo = {addon: pool.submit(install_demo, addon) for addon in addons}
        concurrent.futures.wait([*alone.values(), *demo.values()])
    return alone, demo


def test_installs_alone_without_a_warning(installs, addon):
    lines, _left = installs[0][addon].result()
    assert not lines


def test_uninstall_leaves_nothing(installs, addon):
    _lines, left = installs[0][addon].result()
    assert not left


def test_installs_with_demo_data(installs, addon):
    assert not installs[1][addon].result()


def test_snapshot_sees_a_difference():
    before = {part: set() for part in snapshot_parts()}
    after = {**before, "columns": {"res_partner.vn_score"}}
    assert left_over(before, after) == ["columns: left res_partner.vn_score"]
    assert left_over(after, before) == ["columns: lost res_partner.vn_score"]


def snapshot_parts():
    from .snapshot import PARTS

    return PARTS


def test_complaints_are_found(monkeypatch, tmp_path):
    monkeypatch.setattr(config, "LOGS", tmp_path)
    line = "2026-01-01 00:00:00,000 1 WARNING db odoo.x: something"
    (tmp_path / "x.log").write_text(f"{line}\nplain\n", encoding="utf-8")
    assert databases.complaints("x.log") == [line]
    assert re.match(databases.LOG_LINE, line)
