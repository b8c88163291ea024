"""Read from the source what the tables of rights have to say.

``python3 -m tests.rights_tables`` writes the tables anew: known rows keep what people
wrote into them. Read the new rows before you commit them.
"""

import ast
import collections
import csv
import functools
import re
import sys

from devtools.devenv import config

TABLES = config.ROOT / "tests/tables"
OPERATIONS = {
    "c": "perm_create",
    "r": "perm_read",
    "w": "perm_write",
    "d": "perm_unlink",
}
_SALES = "sales_team.group_sale_"
_SALESPERSON = {"base.group_user", f"{_SALES}salesman", ".group_kpi_own"}
_ALL = _SALESPERSON | {f"{_SALES}salesman_all_leads"}
_MANAGER = _ALL | {f"{_SALES}manager", ".group_kpi_all"}
#: the groups of each role, those without an addon are ours
ROLES = {
    "public": {"base.group_public"},
    "portal": {"base.group_portal"},
    "employee": {"base.group_user"},
    "salesperson": _SALESPERSON,
    "all_documents": _ALL,
    "manager": _MANAGER,
}


def read_table(name):
    """Return the rows of a table as dicts, in their order."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_table(name, columns, rows):
    with (TABLES / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def sources():
    """Yield (path, text) of the Python files that can hold models."""
    for path in sorted(config.ADDONS.glob("*/**/*.py")):
        if not {"tests", "tools", "demo"} & set(path.parts[len(config.ADDONS.parts) :]):
            yield path, path.read_text(encoding="utf-8")


@functools.cache
def classes():
    """Return (model's name, whether it is new, kind, class node, text) of each."""
    return list(_read_classes())


def _read_classes():
    for _path, text in sources():
        for node in ast.parse(text).body:
            kinds = [
                base.attr
                for base in getattr(node, "bases", ())
                if isinstance(base, ast.Attribute) and base.attr.endswith("Model")
            ]
            if not kinds:
                continue
            values = {
                line.targets[0].id: ast.literal_eval(line.value)
                for line in node.body
                if isinstance(line, ast.Assign)
                and isinstance(line.targets[0], ast.Name)
                and line.targets[0].id in ("_name", "_inherit")
            }
            parents = values.get("_inherit", ())
            parents = [parents] if isinstance(parents, str) else list(parents)
            name = values.get("_name") or parents[0]
            yield name, name not in parents, kinds[0], node, text


def find_models():
    """Return the names of the models of ours that keep records, dialogs too."""
    return sorted(
        name
        for name, is_new, kind, _node, _text in classes()
        if is_new and kind != "AbstractModel"
    )


def find_access():
    """Return ``{model: {role: letters}}`` as the access lists of the addons say."""
    lines = []
    for path in sorted(config.ADDONS.glob("*/security/ir.model.access.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            lines += list(csv.DictReader(file))
    names = {name.replace(".", "_"): name for name in find_models()}
    access = {name: {role: set() for role in ROLES} for name in names.values()}
    for line in lines:
        model = names.get(line["model_id:id"].rpartition(".")[2].removeprefix("model_"))
        group = line["group_id:id"]
        for role, groups in ROLES.items() if model else ():
            own = f".{group.rpartition('.')[2]}"
            if not group or group in groups or own in groups:
                access[model][role] |= {
                    letter for letter, name in OPERATIONS.items() if int(line[name])
                }
    return {
        model: {
            role: "".join(letter for letter in OPERATIONS if letter in letters)
            for role, letters in roles.items()
        }
        for model, roles in access.items()
    }


def find_methods():
    """Return ``{(model, method): source}`` of what RPC can call of ours."""
    methods = collections.defaultdict(str)
    for name, _is_new, _kind, node, text in classes():
        for child in node.body:
            if not isinstance(child, ast.FunctionDef) or child.name.startswith("_"):
                continue
            marks = {ast.unparse(mark) for mark in child.decorator_list}
            if child.name == "init" or {"api.private", "property"} & marks:
                continue
            methods[name, child.name] += ast.get_source_segment(text, child) + "\n"
    return dict(methods)


def find_reading():
    """Return ``{(model, method)}`` of ours that RPC may answer from a replica."""
    return {
        (name, child.name)
        for name, _is_new, _kind, node, _text in classes()
        for child in node.body
        if isinstance(child, ast.FunctionDef)
        and "api.readonly" in map(ast.unparse, child.decorator_list)
    }


def find_routes():
    """Return ``{path: who may ask}`` of the addresses that the addons serve."""
    routes = {}
    for path in sorted(config.ADDONS.glob("*/controllers/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func) == "http.route"
                and node.args
            ):
                named = {one.arg: one.value for one in node.keywords}
                given = ast.literal_eval(node.args[0])
                auth = ast.literal_eval(named["auth"]) if "auth" in named else "user"
                for route in [given] if isinstance(given, str) else given:
                    routes[route] = auth
    return routes


def find_dialogs():
    """Return the names of the transient models of ours."""
    return {name for name, is_new, kind, _, _ in classes() if kind == "TransientModel"}


def describe(name, source):
    """Return what a method checks, as far as its source says."""
    found = [
        f"check_access('{m}')" for m in re.findall(r"check_access\(\W(\w+)", source)
    ]
    found += [f"group {m}" for m in re.findall(r"has_groups?\(\W+([\w.,]+)", source)]
    found += re.findall(r"\.(_check_\w+|_vn_check_\w+|_vn_engine|_get_scope)\(", source)
    if "_filtered_access" in source:
        found.append("only readable records")
    if "AccessError" in source:
        found.append("raises AccessError")
    if ".sudo()" in source:
        found.append("sudo: see sudo.csv")
    if name in ("create", "write", "unlink", "copy", "copy_data"):
        found.insert(0, "access of the model")
    found = found or ["nothing of its own: all with the rights of the caller"]
    return "; ".join(dict.fromkeys(found))


def update():
    columns = ("model", *ROLES, "other_manager")
    write_table(
        "models",
        columns,
        [
            {
                "model": model,
                **roles,
                "other_manager": roles["manager"],
            }
            for model, roles in sorted(find_access().items())
        ],
    )
    write_table(
        "reading",
        ("model", "method"),
        [{"model": model, "method": name} for model, name in sorted(find_reading())],
    )
    known = {row["path"]: row for row in read_table("routes")}
    write_table(
        "routes",
        ("path", "auth", "checks", "test"),
        [
            {"checks": "", "test": "", **known.get(path, {}), "path": path, "auth": who}
            for path, who in sorted(find_routes().items())
        ],
    )
    known = {(row["model"], row["method"]): row for row in read_table("methods")}
    write_table(
        "methods",
        ("model", "method", "checks"),
        [
            {
                "model": model,
                "method": name,
                "checks": known.get((model, name), {}).get("checks")
                or describe(name, source),
            }
            for (model, name), source in sorted(find_methods().items())
        ],
    )


if __name__ == "__main__":
    update()
    sys.stdout.write(f"{TABLES}\n")
