"""Each question has one answer: where the source would begin a second one.

Whose is this document, which day is it, who may write what the system keeps, what
happened to an activity (docs/architecture.md). Each test walks over the source of the
addons, tests and demo data left out.
"""

import ast
import csv
import re
from xml.etree import ElementTree

import pytest

from devtools.devenv import config

SOURCES = sorted(
    path
    for path in config.ADDONS.rglob("*.py")
    if not {"tests", "demo", "crm_vn_demo"} & set(path.relative_to(config.ADDONS).parts)
)
#: names of zones, and Odoo's and Python's own answers to what day it is
ZONE = re.compile(r"^(Africa|America|Asia|Europe|Pacific|Indian|Etc)/\w+$")
OWN_DAY = {"context_today", "context_timestamp", "today"}
#: the file of the answer, and why others may look like one
ZONE_HOME = "crm_vn_base/tools/day.py"
DAY_EXCEPTIONS = {
    "crm_vn_care_schedule/models/crm_vn_care_planner.py": "a variable of that name",
    "crm_vn_location/tools/reader.py": "today's units of an address, no date",
}
LIST_EXCEPTIONS = {
    "crm_vn_base/models/res_partner.py": "the answer itself",
    "crm_vn_campaign/models/utm_campaign_members.py": "what a member of a campaign is",
    "crm_vn_campaign/wizards/crm_vn_campaign_add.py": "what a member of a campaign is",
    "crm_vn_consent/models/crm_vn_eraser.py": "what describes the person himself",
    "crm_vn_customer/models/res_users_work.py": "the work that somebody has",
    "crm_vn_scoring/models/crm_vn_score_engine.py": "the tables that have a score",
    "crm_vn_scoring/models/crm_vn_score_engine_subjects.py": "tables with a score",
}
#: what Odoo's own word says before ours: a field's methods, checks, scheduled actions
ODOO_FIRST = re.compile(
    r"_(compute|inverse|search|check|onchange|default|selection|read_group"
    r"|unlink_except|cron|domain)_vn_\w+"
)
GUARD_EXCEPTIONS = {
    "crm_vn_campaign/models/crm_vn_campaign_member.py:write": "who a member is stays",
    "crm_vn_campaign/models/crm_vn_offer_line.py:write": "whom an offer is for stays",
    "crm_vn_customer/models/crm_vn_customer_link_mixin.py:create": "who may be named",
    "crm_vn_customer/models/crm_vn_customer_link_mixin.py:write": "who may be named",
    "crm_vn_discussion/models/ir_attachment.py:write": "how long a comment changes",
    "crm_vn_discussion/models/mail_message.py:create": "who may comment",
    "crm_vn_discussion/models/mail_message.py:write": "how long a comment changes",
}
ACTIVITY_EXCEPTIONS = {
    "crm_vn_customer/models/mail_activity.py:create": "the answer itself",
    "crm_vn_customer/models/mail_activity.py:write": "the answer itself",
    "crm_vn_customer/models/mail_activity.py:unlink": "the answer itself",
    "crm_vn_discussion/models/mail_activity.py:create": "who follows then",
    "crm_vn_discussion/models/mail_activity.py:_action_done": "who follows then",
}


def name_of(path):
    return str(path.relative_to(config.ADDONS))


def trees():
    for path in SOURCES:
        yield name_of(path), ast.parse(path.read_text(encoding="utf-8"))


def documents():
    """Return the models that the registry of documents names."""
    names = set()
    for _path, tree in trees():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.FunctionDef)
                and node.name == "_vn_customer_documents"
            ):
                for value in ast.walk(node):
                    if isinstance(value, ast.Dict):
                        names |= {
                            key.value
                            for key in value.keys
                            if isinstance(key, ast.Constant)
                        }
    return names


def strings(node):
    return [part.value for part in ast.walk(node) if is_text(part)]


def is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def assert_only(found, exceptions):
    """Nothing is found but what has a reason, and no reason is left over."""
    assert sorted(set(found) - set(exceptions)) == []
    assert sorted(set(exceptions) - set(found)) == [], "needs no reason any more"


def test_one_order_of_names():
    """A method of ours is found under vn: _vn_get_…, action_vn_…"""
    found = [
        f"{path}:{node.name}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and re.search(r"[a-z]_vn_", node.name)
        and not node.name.startswith(("_vn_", "action_vn_", "vn_"))
        and not ODOO_FIRST.fullmatch(node.name)
    ]
    assert not found


def test_one_zone():
    found = {
        name for name, tree in trees() for text in strings(tree) if ZONE.match(text)
    }
    assert found == {ZONE_HOME}


def test_one_day():
    found = [
        name
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in OWN_DAY
    ]
    assert_only(found, DAY_EXCEPTIONS)


def test_one_day_in_the_browser():
    """A phone's clock and zone are its own: the server tells which day it is."""
    own_day = re.compile(r"DateTime\.(now|local)\(|new Date\(\)|\btoday\(\)")
    found = [
        str(path.relative_to(config.ADDONS))
        for path in config.ADDONS.glob("*/static/src/**/*.js")
        if own_day.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_one_day_in_filters():
    """*Today* is the company's day in every list that has a filter of it."""
    mixin = "crm.vn.day.mixin"
    known = set()
    for _name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                values = {
                    target.id: strings(statement.value)
                    for statement in node.body
                    if isinstance(statement, ast.Assign)
                    for target in statement.targets
                    if isinstance(target, ast.Name)
                }
                if mixin in values.get("_inherit", ()):
                    known.update(values["_name"])
    asked = set()
    for path in config.ADDONS.rglob("*.xml"):
        for record in ElementTree.parse(path).iter("record"):
            if any(
                re.search(r"'(today|now)\b", node.get("domain", ""))
                for node in record.iter("filter")
            ):
                asked.add(record.findtext("field[@name='model']"))
    assert asked
    assert sorted(asked - known) == []


def test_one_list_of_documents():
    """No literal names two documents: the registry and hooks say which there are."""
    known = documents()
    assert {"res.partner", "crm.lead", "sale.order", "crm.vn.contract"} <= known
    found = [
        name
        for name, tree in trees()
        for node in ast.walk(tree)
        if len({text.value for text in members(node) if is_text(text)} & known) > 1
    ]
    assert_only(found, LIST_EXCEPTIONS)


def members(node):
    """Return the members of a literal list, tuple or set, or the keys of a dict."""
    if isinstance(node, ast.Dict):
        return node.keys
    return node.elts if isinstance(node, ast.List | ast.Tuple | ast.Set) else []


def test_one_mark():
    """No other object marks what code does by itself."""
    found = {name for name, tree in trees() for node in ast.walk(tree) if is_mark(node)}
    assert found == {"crm_vn_base/tools/mark.py"}


def is_mark(node):
    """Tell whether a bare object is made, or compared with what a context holds."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "object"
    return (
        isinstance(node, ast.Compare)
        and any(isinstance(sign, ast.Is | ast.IsNot) for sign in node.ops)
        and "context" in ast.dump(node.left)
        and not any(
            isinstance(side, ast.Constant) and side.value is None
            for side in node.comparators
        )
    )


def test_one_protection():
    """Who writes is not asked in `create`, `write` and `unlink` of single models."""
    found = [
        f"{name}:{node.name}"
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and node.name in ("create", "write", "unlink")
        and any(
            isinstance(part, ast.Attribute) and part.attr == "su"
            for part in ast.walk(node)
        )
    ]
    assert_only(found, GUARD_EXCEPTIONS)


def read_models():
    """Return {model: (names of what it inherits, models that its links lead to)}."""
    found = {}
    for _name, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.ClassDef):
                continue
            said = {
                part.targets[0].id: part.value
                for part in node.body
                if isinstance(part, ast.Assign)
                and isinstance(part.targets[0], ast.Name)
            }
            names = {
                key: set(re.findall(r"'([\w.]+)'", ast.unparse(said[key])))
                for key in ("_name", "_inherit")
                if key in said
            }
            own = names.get("_name") or names.get("_inherit", set())
            links = {
                value.args[0].value
                for value in said.values()
                if isinstance(value, ast.Call)
                and ast.unparse(value.func) == "fields.Many2one"
                and value.args
                and isinstance(value.args[0], ast.Constant)
            }
            for model in own:
                inherits, leads_to = found.setdefault(model, (set(), set()))
                inherits |= names.get("_inherit", set()) - {model}
                leads_to |= links
    return found


def test_who_is_named_in_a_form():
    """What people make or write and what names a customer asks who may be named."""
    models = read_models()
    with (config.ROOT / "tests/tables/models.csv").open(encoding="utf-8") as file:
        written = {
            row["model"]
            for row in csv.DictReader(file)
            if any({"c", "w"} & set(row[role]) for role in row if role != "model")
        }
    documents = {"res.partner", "crm.lead", "sale.order", "mail.activity"}
    ours = {name for name in models if name.startswith("crm.vn.")}
    documents |= {name for name in ours if "res.partner" in models[name][1]}
    found = [
        name
        for name in sorted(ours & written)
        if models[name][1] & documents
        and "crm.vn.customer.link.mixin" not in models[name][0]
    ]
    assert not found


def test_one_override_of_activities():
    """What happened to an activity is told by hooks."""
    found = [
        f"{name}:{node.name}"
        for name, tree in trees()
        if name.endswith("/mail_activity.py")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and node.name in ("create", "write", "unlink", "_action_done")
    ]
    assert_only(found, ACTIVITY_EXCEPTIONS)


@pytest.mark.parametrize("model", ["crm.vn.protected.mixin", "crm.vn.condition.mixin"])
def test_one_definition(model):
    found = [
        name
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "_name"
        and is_text(node.value)
        and node.value.value == model
    ]
    assert len(found) == 1


def test_models_hold_models():
    """What is no model has a place of its own, where one looks for it."""
    found = []
    for name, tree in trees():
        if "/models/" in name and not name.endswith("__init__.py"):
            assigned = {
                target.id
                for node in ast.walk(tree)
                if isinstance(node, ast.ClassDef)
                for statement in node.body
                if isinstance(statement, ast.Assign)
                for target in statement.targets
                if isinstance(target, ast.Name)
            }
            if not assigned & {"_name", "_inherit"}:
                found.append(name)
    assert found == []
