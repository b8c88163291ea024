"""What the documentation says is there."""

import ast
import functools
import io
import re

import docutils.core
import polib

from devtools.devenv import config, documents


def read(path):
    return (config.ROOT / path).read_text(encoding="utf-8")


def make_targets():
    return set(re.findall(r"^([a-z0-9-]+):", read("Makefile"), re.M))


def test_make_targets_in_the_texts_exist():
    for name in ("README.md", "CONTRIBUTING.md", "docs/operations.md"):
        named = set(re.findall(r"`make ([a-z0-9-]+)", read(name)))
        assert named, f"{name} names no command"
        assert named <= make_targets()


def test_makefile_targets_are_known_commands():
    source = read("devtools/devenv/__main__.py")
    for target in make_targets() - {"help"}:
        assert f"def do_{target.replace('-', '_')}(" in source


def test_links_lead_to_files():
    for name in ("README.md", "CONTRIBUTING.md"):
        for link in re.findall(r"\]\(([^)#]+)", read(name)):
            if "://" not in link:
                assert (config.ROOT / link).exists(), f"{name}: {link}"


@functools.cache
def methods():
    """Return {model: names of the methods that the addons give it, or override}."""
    found = {}
    for addon in config.addon_names():
        for model, _inherits, _values, node in documents.classes(addon):
            names = {one.name for one in node.body if isinstance(one, ast.FunctionDef)}
            found.setdefault(model, set()).update(names)
    return found


def unknown_names(text):
    """Return the names in code marks of *text* that are no addon, model or method."""
    known, wrong = methods(), []
    every = set().union(*known.values())
    for name in re.findall(r"`([^`\n]+)`", text):
        model, _, method = name.removesuffix("()").rpartition(".")
        if re.fullmatch(r"crm_vn\w*", name):
            fine = name in config.addon_names()
        elif re.fullmatch(r"\w+(\(\))?", name):
            fine = name.removesuffix("()") in every
        elif method.startswith("_") or name.endswith("()"):
            fine = method in known.get(model, ())
        else:
            fine = name in known
        if not fine:
            wrong.append(name)
    return wrong


def test_the_way_of_a_fact_is_that_of_the_source():
    """What the prose of the map names is there: a method that was renamed is not."""
    text = read("docs/architecture.md")
    for heading in ("The way of a fact", "One answer to each question"):
        part = text.split(f"## {heading}\n")[1].split("\n## ")[0]
        assert part.count("`") >= 10, f"{heading}: names nothing"
        assert not unknown_names(part), f"docs/architecture.md, {heading}"


def test_a_wrong_name_is_noticed():
    assert not unknown_names("`mail.activity`, `_vn_touch`, `crm_vn_base`")
    wrong = [
        "crm_vn_bases",
        "mail.activities",
        "_vn_touched",
        "res.partner._vn_today()",
    ]
    assert unknown_names(" ".join(f"`{name}`" for name in wrong)) == wrong


def test_readme_names_every_addon(addon):
    assert f"`{addon}`" in read("README.md")


def test_changelog_names_every_addon(addon):
    assert f"`{addon}`" in read("CHANGELOG.md")


def test_changes_of_an_addon_stand_in_its_readme(addon):
    text = (config.ADDONS / addon / "README.rst").read_text(encoding="utf-8")
    changes = text.split("\nChangelog\n---------\n")[1]
    assert f"``{addon}``" in changes


def test_readme_is_read_without_a_warning(addon):
    """Headings that leave out a level end what a shop of addons shows."""
    complaints = io.StringIO()
    settings = {"warning_stream": complaints, "report_level": 2, "halt_level": 5}
    text = (config.ADDONS / addon / "README.rst").read_text(encoding="utf-8")
    docutils.core.publish_doctree(text, settings_overrides=settings)
    assert not complaints.getvalue()


def test_addon_explains_itself(addon):
    folder = config.ADDONS / addon
    for name in ("DESCRIPTION", "CONFIGURE", "USAGE", "DEVELOP"):
        text = (folder / f"readme/{name}.md").read_text(encoding="utf-8")
        assert len(text) > 80, f"{addon}: readme/{name}.md says nothing"
    assert (folder / "README.rst").exists()
    assert (folder / "static/description/icon.png").exists()


def test_addon_says_what_it_does_not_do(addon):
    """Known limits, a few points: who installs it should not have to find them."""
    path = config.ADDONS / addon / "readme/ROADMAP.md"
    assert path.exists(), f"{addon}: readme/ROADMAP.md with the known limits is missing"
    lines = path.read_text(encoding="utf-8").splitlines()
    points = [line for line in lines if line.startswith("- ")]
    assert points and lines[0] == points[0], (
        f"{addon}: {path.name} is no list of points"
    )
    assert len(points) <= 8, f"{addon}: more than eight limits are not read"
    assert "\nKnown limits\n" in (config.ADDONS / addon / "README.rst").read_text(
        encoding="utf-8"
    )


def test_page_in_the_list_of_apps(addon):
    """In both languages; that it is what its sources say is looked at by the linter."""
    folder = config.ADDONS / addon
    vietnamese = (folder / "readme/DESCRIPTION_vi.md").read_text(encoding="utf-8")
    assert len(vietnamese) > 60
    assert re.search("[ăâđêôơưạảấầậắằặẹẻếềệịỉọỏốồộớờợụủứừựỳỷỹ]", vietnamese)
    page = (folder / "static/description/index.html").read_text(encoding="utf-8")
    assert page.index('lang="vi"') < page.index('lang="en"')
    pictures = re.findall(r'src="([^"]+)"', page)
    assert pictures, f"{addon}: no screen is shown, see APPS in devtools/devenv/screens"
    for source in pictures:
        home = (
            config.ADDONS if source.startswith("/") else folder / "static/description"
        )
        assert (home / source.lstrip("/")).exists()


def test_manifest(addon):
    values = config.manifest(addon)
    assert values["license"] == "LGPL-3"
    assert re.fullmatch(r"19\.0\.\d+\.\d+\.\d+", values["version"])
    assert values["summary"]
    # one is the app, which brings the others
    assert values.get("application", False) is (addon == "crm_vn")
    for name in [*values.get("data", ()), *values.get("demo", ())]:
        assert (config.ADDONS / addon / name).exists()


def test_assets_exist(addon):
    """A pattern that finds nothing is a warning in every log."""
    for bundle, entries in config.manifest(addon).get("assets", {}).items():
        for entry in entries:
            pattern = entry if isinstance(entry, str) else entry[-1]
            if pattern.startswith(f"{addon}/"):
                found = config.ADDONS.glob(pattern)
                assert next(found, None), f"{addon}: {bundle}: {pattern}"


#: what the names of all addons begin with
NAME = {"en": "Vietnam CRM", "vi": "CRM Việt Nam"}


def test_names_are_of_one_pattern(addon):
    """One finds them together, in either language; only the app has no other word."""
    words = polib.pofile(str(config.ADDONS / "crm_vn_help/i18n_extra/vi.po"))
    at = (f"model:ir.module.module,shortdesc:base.module_{addon}", "")
    entry = next((entry for entry in words if at in entry.occurrences), None)
    name = config.manifest(addon)["name"]
    assert entry, f"{addon}: crm_vn_help/i18n_extra/vi.po has no Vietnamese name"
    assert entry.msgid == name
    for text, beginning in ((name, NAME["en"]), (entry.msgstr, NAME["vi"])):
        if addon == "crm_vn":
            assert text == beginning
        else:
            assert text.startswith(f"{beginning}: ")


def test_names_differ():
    names = [config.manifest(addon)["name"] for addon in config.addon_names()]
    assert len(set(names)) == len(names)
