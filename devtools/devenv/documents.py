"""Documents that are drawn from the source: each addon's README.rst, the map."""

import ast
import re

from . import config, python
from .process import output, say

# file of readme/, heading in the README
SECTIONS = (
    ("CONFIGURE", "Configuration"),
    ("USAGE", "Usage"),
    ("ROADMAP", "Known limits"),
    ("DEVELOP", "For developers"),
)
MAP = config.ROOT / "docs/architecture.md"
CONVERT = """
import sys, pypandoc
print(pypandoc.convert_text(sys.stdin.read(), "rst", format="gfm",
                            extra_args=["--columns=88"]), end="")
"""
GENERATED = re.compile(r"(<!-- begin (\w+) -->\n).*?(<!-- end \2 -->)", re.S)


def documents():
    """Return ``{path: text}`` of every document that is made from something else."""
    result = {
        config.ADDONS / addon / "README.rst": readme(addon)
        for addon in config.addon_names()
    }
    result[MAP] = architecture()
    return result


def write():
    """Write them where they differ."""
    for path, text in documents().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            say(f"Writing {path.relative_to(config.ROOT)}")
            path.write_text(text, encoding="utf-8")


def check():
    """Say whether the files are what they would be made anew."""
    stale = [
        path.relative_to(config.ROOT)
        for path, text in documents().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        say(f"{path} is not what its sources say: make docs")
    return not stale


def readme(addon):
    """Return the README.rst of *addon*, made from its folder ``readme``."""
    folder = config.ADDONS / addon / "readme"
    parts = [f"# {config.manifest(addon)['name']}", part(folder, "DESCRIPTION")]
    for name, heading in SECTIONS:
        if (folder / f"{name}.md").exists():
            parts += [f"## {heading}", part(folder, name)]
    words = [python.venv_python(config.LINT_VENV), "-c", CONVERT]
    text = output(words, input="\n\n".join(parts))
    return ".. made by `make docs` from the folder readme\n\n" + text


def part(folder, name):
    """Return a Markdown file with its headings one level down.

    >>> import pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp())
    >>> _size = (path / "X.md").write_text("## A\\n```\\n## code\\n```\\n")
    >>> part(path, "X")
    '### A\\n```\\n## code\\n```'
    """
    lines, in_code = [], False
    for line in (folder / f"{name}.md").read_text(encoding="utf-8").splitlines():
        in_code ^= line.startswith("```")
        lines.append(f"#{line}" if line.startswith("#") and not in_code else line)
    return "\n".join(lines)


def architecture():
    """Return the map with its drawn parts as the source is now."""
    drawn = {"addons": graph(), "models": models(), "relations": relations()}
    text = MAP.read_text(encoding="utf-8")
    return GENERATED.sub(lambda m: f"{m[1]}{drawn[m[2]]}\n{m[3]}", text)


def graph():
    """Draw which addon needs which; arrows that follow from others are left out."""
    lines = ["```mermaid", "graph BT"]
    for addon in config.addon_names():
        values = config.manifest(addon)
        shape = '(["{}"])' if values.get("auto_install") else '["{}"]'
        lines.append(f"    {addon}{shape.format(addon)}")
        direct = [name for name in values["depends"] if name in config.addon_names()]
        for name in sorted(direct):
            others = (other for other in direct if other != name)
            if not any(name in config.own_dependencies(other) for other in others):
                lines.append(f"    {addon} --> {name}")
    return "\n".join([*lines, "```"])


def classes(addon):
    """Yield the model classes of *addon*: ``(name, inherited names, node)``."""
    for path in sorted((config.ADDONS / addon).rglob("*.py")):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                values = attributes(node)
                inherits = values.get("_inherit") or []
                inherits = [inherits] if isinstance(inherits, str) else inherits
                name = values.get("_name") or (inherits[0] if inherits else None)
                if name:
                    yield name, inherits, values, node


def attributes(node):
    """Return the literal attributes of a class."""
    values = {}
    for statement in node.body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target = statement.targets[0]
            if isinstance(target, ast.Name):
                try:
                    values[target.id] = ast.literal_eval(statement.value)
                except ValueError:
                    continue
    return values


def models():
    """Tell what each addon adds and what it extends."""
    lines = ["| addon | own models | extends |", "|---|---|---|"]
    for addon in config.addon_names():
        own, extended = {}, set()
        for name, inherits, values, _node in classes(addon):
            if values.get("_name") and name not in inherits:
                own[name] = values.get("_description") or ""
            else:
                extended.add(name)
        told = [f"`{name}` {own[name].lower()}" for name in sorted(own)]
        others = [f"`{name}`" for name in sorted(extended)]
        lines.append(f"| `{addon}` | {'<br>'.join(told)} | {', '.join(others)} |")
    return "\n".join(lines)


def relations():
    """Draw the many2one fields between stored models of ours, and to the customer."""
    edges = set()
    for addon in config.addon_names():
        for name, _inherits, _values, node in classes(addon):
            bases = {getattr(base, "attr", "") for base in node.bases}
            if not name.startswith("crm.vn.") or "Model" not in bases:
                continue
            edges |= {
                (name, target, field)
                for field, target in many2ones(node)
                if target.startswith("crm.vn.") or target == "res.partner"
            }
    lines = ["```mermaid", "erDiagram"]
    for name, target, field in sorted(edges):
        left, right = target.replace(".", "_"), name.replace(".", "_")
        lines.append(f'    {left} ||--o{{ {right} : "{field}"')
    return "\n".join([*lines, "```"])


def many2ones(node):
    """Yield ``(field, model)`` of the many2one fields that a class declares."""
    for statement in node.body:
        call = getattr(statement, "value", None)
        if not (isinstance(statement, ast.Assign) and isinstance(call, ast.Call)):
            continue
        if getattr(call.func, "attr", "") != "Many2one":
            continue
        named = {word.arg: word.value for word in call.keywords}
        target = call.args[0] if call.args else named.get("comodel_name")
        if isinstance(target, ast.Constant):
            yield statement.targets[0].id, target.value
