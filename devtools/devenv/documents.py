"""Documents that are made from others: each addon's README.rst and page, the map."""

import ast
import functools
import html
import json
import re

from . import config, python, screens
from .process import output, say

# file of readme/, heading in the README
SECTIONS = (
    ("CONFIGURE", "Configuration"),
    ("USAGE", "Usage"),
    ("ROADMAP", "Known limits"),
    ("DEVELOP", "For developers"),
)
MAP = config.ROOT / "docs/architecture.md"
CHANGES = config.ROOT / "CHANGELOG.md"
CONVERT = """
import json, sys, pypandoc
print(json.dumps([
    pypandoc.convert_text(text, to, format="gfm", extra_args=["--columns=88"])
    for text, to in json.load(sys.stdin)
]))
"""
#: the page of an addon in the list of apps, in the company's language and in English
PAGE = """<!-- made by `make docs` from the folder readme -->
<section class="container py-4" lang="vi">
<h1>{name_vi}</h1>
{text_vi}
{picture_vi}</section>
<section class="container py-4" lang="en">
<h1>{name_en}</h1>
{text_en}
{picture_en}</section>
"""
#: of an addon, made by `make pictures`
SCREEN = "screen.png"
ACTION = re.compile(r"action-(crm_vn\w*)\.")
GENERATED = re.compile(r"(<!-- begin (\w+) -->\n).*?(<!-- end \2 -->)", re.S)


def documents():
    """Return ``{path: text}`` of every document that is made from something else."""
    addons = config.addon_names()
    sources = [(source_of_readme(addon), "rst") for addon in addons]
    for addon in addons:
        folder = config.ADDONS / addon / "readme"
        for name in ("DESCRIPTION_vi", "DESCRIPTION"):
            # a test says that one is missing
            known = (folder / f"{name}.md").exists()
            sources.append((part(folder, name) if known else "", "html"))
    texts = convert(sources)
    pages = zip(texts[len(addons) :: 2], texts[len(addons) + 1 :: 2], strict=True)
    result = {
        config.ADDONS / addon / "README.rst": (
            f".. made by `make docs` from the folder readme\n\n{text}"
        )
        for addon, text in zip(addons, texts, strict=False)
    }
    result |= {
        config.ADDONS / addon / "static/description/index.html": page(addon, *both)
        for addon, both in zip(addons, pages, strict=True)
    }
    result[MAP] = architecture()
    return result


def convert(sources):
    """Return texts of Markdown, each in the format that it is asked for."""
    words = [python.venv_python(config.LINT_VENV), "-c", CONVERT]
    return json.loads(output(words, input=json.dumps(sources)))


def page(addon, vietnamese, english):
    """Return ``index.html`` of *addon*: what the list of apps shows of it."""
    names = {"en": config.manifest(addon)["name"], "vi": vietnamese_names()[addon]}
    pictures = {"en": picture(addon, names["en"]), "vi": picture(addon, names["vi"])}
    return PAGE.format(
        name_vi=html.escape(names["vi"]),
        name_en=html.escape(names["en"]),
        text_vi=vietnamese.strip(),
        text_en=english.strip(),
        picture_vi=pictures["vi"],
        picture_en=pictures["en"],
    )


@functools.cache
def vietnamese_names():
    """Return {addon: its name in Vietnamese}, as the list of apps says it."""
    path = config.ADDONS / "crm_vn_help/i18n_extra/vi.po"
    entries = re.findall(
        r'shortdesc:base\.module_(\w+)\nmsgid "[^"]*"\nmsgstr "([^"]*)"',
        path.read_text(encoding="utf-8"),
    )
    return dict(entries)


@functools.cache
def pictured():
    """Return {addon: the screen that its page shows}, one of its own where there is."""
    found = dict(screens.APPS)
    paths = {screen.name: screen.path for screen in screens.SCREENS}
    for screen in screens.GUIDE.values():
        match = ACTION.search(paths[screen])
        if match:
            found.setdefault(match[1], screen)
    return found


def picture_address(addon):
    """Return where the picture of an addon's page is, in its ``static/description``.

    :return: the address, "" when it has none; absolute when the guide shows it
    """
    if images := config.manifest(addon).get("images"):
        return images[0].removeprefix("static/description/")
    pages_of = {screen: name for name, screen in screens.GUIDE.items()}
    screen = pictured().get(addon)
    if screen in pages_of:
        return f"/crm_vn_help/static/guide/{pages_of[screen]}-1280.png"
    return SCREEN if screen else ""


def picture(addon, alt):
    """Return the picture of an addon: its own, or that of its page in the guide."""
    source = picture_address(addon)
    if not source:
        return ""
    return f'<img class="img-fluid" src="{source}" alt="{html.escape(alt)}" />\n'


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


def source_of_readme(addon):
    """Return what README.rst of *addon* is made of, from its folder ``readme``."""
    folder = config.ADDONS / addon / "readme"
    parts = [f"# {config.manifest(addon)['name']}", part(folder, "DESCRIPTION")]
    for name, heading in SECTIONS:
        if (folder / f"{name}.md").exists():
            parts += [f"## {heading}", part(folder, name)]
    if changes := changes_of(addon, CHANGES.read_text(encoding="utf-8")):
        parts += ["## Changelog", changes]
    return "\n\n".join(parts)


def changes_of(addon, text):
    r"""Return the entries of a changelog that name *addon*, under their versions.

    >>> text = "# All\n\n## 2\n\n- `a`: x,\n  y.\n- `b`: z.\n\n## 1\n\n- `b`: new.\n"
    >>> changes_of("a", text)
    '### 2\n\n- `a`: x,\n  y.'
    >>> changes_of("b", text)
    '### 2\n\n- `b`: z.\n\n### 1\n\n- `b`: new.'
    >>> changes_of("c", text)
    ''
    """
    parts = []
    for section in re.split(r"^## ", text, flags=re.M)[1:]:
        version, _, rest = section.partition("\n")
        entries = [
            entry.strip()
            for entry in re.split(r"^(?=- )", rest, flags=re.M)
            if entry.startswith("- ") and f"`{addon}`" in entry
        ]
        if entries:
            parts += [f"### {version.strip()}", "\n".join(entries)]
    return "\n\n".join(parts)


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
