"""What tells whether an addon goes in without a word and out without a trace."""

import re

from devtools.devenv import config, databases, full, groups, snapshot


def test_snapshot_sees_a_difference():
    before = {part: set() for part in snapshot.PARTS}
    after = {**before, "columns": {"res_partner.vn_score"}}
    assert snapshot.left_over(before, after) == ["columns: left res_partner.vn_score"]
    assert snapshot.left_over(after, before) == ["columns: lost res_partner.vn_score"]


def test_complaints_are_found(monkeypatch, tmp_path):
    monkeypatch.setattr(config, "LOGS", tmp_path)
    line = "2026-01-01 00:00:00,000 1 WARNING db odoo.x: something"
    (tmp_path / "x.log").write_text(f"{line}\nplain\n", encoding="utf-8")
    assert databases.complaints("x.log") == [line]
    assert re.match(databases.LOG_LINE, line)


def test_every_addon_is_in_one_group(addon):
    found = [group for group in groups.every() if addon in group.addons]
    assert found == [groups.of(addon)]
    assert addon in found[0].installed


def test_groups_know_what_installs_by_itself(monkeypatch):
    manifests = {
        "base": {},
        "low": {"depends": ["base"]},
        "other": {"depends": ["base"]},
        "glue": {"depends": ["low"], "auto_install": True},
        "both": {"depends": ["glue", "other"], "auto_install": True},
        "abroad": {"depends": ["low"], "auto_install": True, "countries": ["fr"]},
        "part": {"depends": ["low", "other"], "auto_install": ["low"]},
    }
    monkeypatch.setattr(groups, "all_manifests", lambda: manifests)
    closure = groups.closure.__wrapped__
    assert closure(("other",)) == {"base", "other"}
    # an addon that installs by itself brings what else it needs
    assert closure(("low",)) == {"base", "low", "glue", "part", "other", "both"}


def test_full_database_has_every_addon():
    assert groups.own(config.addon_names()) == config.addon_names()
    assert groups.closure(tuple(full.core())).isdisjoint(config.addon_names())


def test_a_new_addon_below_makes_the_database_anew(addon):
    below = set(config.own_dependencies(addon)) - {addon}
    assert databases.can_be_updated(below, [*below, addon])
    for name in set(config.manifest(addon)["depends"]) & below:
        assert not databases.can_be_updated({addon}, [name, addon])
