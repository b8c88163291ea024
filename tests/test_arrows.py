"""Arrows point down: an addon names no model and no addon that it stands below.

What is needed of an addon above is a hook method that the addon above extends, or a
glue addon (docs/architecture.md). Tests and demo data are left out.
"""

import ast
import functools
import re

from devtools.devenv import config, groups, source

#: (addon, model) -> why it asks whether the model is there
EXCEPTIONS = {
    ("crm_vn_customer", "account.move"): (
        "who has invoices in a database that was at work before becomes a customer"
    ),
    ("crm_vn_customer", "sale.order"): (
        "who has orders in a database that was at work before becomes a customer"
    ),
    ("crm_vn_desk", "sms.composer"): "Odoo's text messages come and go by themselves",
    ("crm_vn_scoring", "rating.rating"): "Odoo's ratings come with many of its apps",
}
SUFFIXES = {".py", ".xml", ".js", ".csv"}
LEFT_OUT = {"tests", "demo", "i18n", "readme", "description"}
#: a class of a model
NAME = re.compile(r"""^ {4}_name = ["']([\w.]+)["']""", re.MULTILINE)
#: "a.model" in XML, JavaScript and CSV; `model_a_model` of access rights and rules
QUOTED = re.compile(r"""["'`>]([a-z0-9_]+(?:\.[a-z0-9_]+)+)["'`<]""")
MODEL_ID = re.compile(r"\bmodel_([a-z0-9_]+)")
TABLE = re.compile(r"\b(?:FROM|JOIN|UPDATE|INTO|TABLE)\s+\"?([a-z0-9_]+)")
#: crm_vn_x.an_id, odoo.addons.crm_vn_x, @crm_vn_x/…, /crm_vn_x/static
ADDON = re.compile(r"\bcrm_vn(?:_\w+(?=\.\w|/)|(?=\.\w|/static))")


@functools.cache
def below(addon):
    """Return the addons that are there when *addon* is, itself among them."""
    depends = groups.all_manifests()[addon].get("depends", ())
    return frozenset({addon, "base"}.union(*map(below, depends)))


@functools.cache
def homes():
    """Return {model: addons that define or extend it by its name}."""
    found = {}
    for folder in [*source.addons_paths(), config.ADDONS]:
        for path in folder.rglob("*.py"):
            addon, *rest = path.relative_to(folder).parts
            if addon in groups.all_manifests() and "tests" not in rest:
                for name in NAME.findall(path.read_text(encoding="utf-8")):
                    found.setdefault(name, set()).add(addon)
    return found


@functools.cache
def tables():
    return {model.replace(".", "_"): model for model in homes() if "." in model}


def files(addon):
    """Return the files of *addon* that are source."""
    folder = config.ADDONS / addon
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        # data of ready sets are read for the models that are there
        is_set = parts[0] == "data" and path.suffix == ".csv"
        if path.suffix in SUFFIXES and not is_set and not LEFT_OUT & set(parts):
            yield path


def models_in(path):
    """Return the models that a file names.

    In Python it is a text of its own, or a table in a statement of SQL.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        texts = [
            node.value
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        named = {*texts, *(tables().get(t) for s in texts for t in TABLE.findall(s))}
    else:
        named = {*QUOTED.findall(text)}
        named |= {tables().get(table) for table in MODEL_ID.findall(text)}
    return {name for name in named if name and "." in name and name in homes()}


def test_models_are_known():
    """What is looked for is there: a model of ours, of Odoo's, and one extended."""
    assert homes()["crm.vn.contract"] >= {"crm_vn_contract"}
    assert "sale" in homes()["sale.order"]
    assert "crm_vn_contact_log" in below("crm_vn_desk")
    assert "sale" not in below("crm_vn_desk")
    desk = config.ADDONS / "crm_vn_desk/models/crm_vn_desk_todo.py"
    assert models_in(desk) >= {"crm.vn.desk", "mail.activity", "res.partner"}


def test_no_model_of_an_addon_above():
    found = {
        (addon, model)
        for addon in config.addon_names()
        for path in files(addon)
        for model in models_in(path)
        if not homes()[model] & below(addon)
    }
    assert sorted(found - set(EXCEPTIONS)) == []
    assert sorted(set(EXCEPTIONS) - found) == [], "needs no reason any more"


def test_no_addon_above(addon):
    """No import, XML id, template or module of an addon that need not be there."""
    known = set(config.addon_names())
    found = {
        f"{path.relative_to(config.ADDONS)}: {name}"
        for path in files(addon)
        for name in ADDON.findall(path.read_text(encoding="utf-8"))
        if name in known - below(addon)
    }
    assert sorted(found) == []
