"""The user guide: its links lead somewhere, and what it names exists."""

import re
import sys
import types

import polib
import pytest
from lxml import etree

from devtools.devenv import config, screens, source

FOLDER = config.ADDONS / "crm_vn_help"
PAGES = sorted((path.parent.name, path.stem) for path in FOLDER.glob("guide/*/*.md"))
#: of Odoo's, whose words stand on our screens
ODOO = ("base", "web", "base_import", "mail", "crm", "sale", "sales_team", "calendar")
#: models that pages are about
ODOO_MODELS = {
    "base.partner.merge.automatic.wizard",
    "base_import.import",
    "crm.lead",
    "crm.team",
    "mail.activity",
    "mail.activity.plan",
    "res.city",
    "res.company",
    "res.config.settings",
    "res.partner",
    "res.users",
    "resource.calendar",
    "sale.order",
    "sms.composer",
    "utm.campaign",
}
#: tags and actions of Odoo's
ODOO_ACTIONS = {"import", "crm.crm_lead_action_pipeline"}
MENU = re.compile(r"(?<!\*)\*([^*]*‣[^*]*)\*(?!\*)")


@pytest.fixture(scope="module")
def guide():
    """Return the module that reads the pages."""
    path = FOLDER / "tools/guide.py"
    module = types.ModuleType("vn_guide")
    module.__file__ = str(path)
    sys.modules["vn_guide"] = module
    exec(compile(path.read_text(encoding="utf-8"), path, "exec"), module.__dict__)
    yield module
    del sys.modules["vn_guide"]


def catalogs(language):
    """Yield the files that hold the words of the screens in a language."""
    ours = "*/i18n/*.pot" if language == "en" else "*/i18n*/vi.po"
    yield from config.ADDONS.glob(ours)
    for folder in source.addons_paths():
        for addon in ODOO:
            name = f"{addon}.pot" if language == "en" else "vi.po"
            path = folder / addon / "i18n" / name
            if path.exists():
                yield path


@pytest.fixture(scope="module")
def words():
    """Return all words of screens: {language: set}."""
    found = {}
    for language in ("en", "vi"):
        entries = (entry for path in catalogs(language) for entry in polib.pofile(path))
        # a button may hold its words in a tag
        found[language] = {
            re.sub(r"<[^>]*>", "", said(entry, language)).strip() for entry in entries
        }
    return found


def said(entry, language):
    return entry.msgid if language == "en" else entry.msgstr


@pytest.fixture(scope="module")
def paths(words):
    """Return the ways through the menu of CRM: {language: set of tuples}."""
    menus, actions = {}, {}
    for folder in [config.ADDONS, *source.addons_paths()]:
        for addon in sorted(folder.glob("crm*")) + sorted(folder.glob("sale*")):
            for path in addon.glob("**/*.xml"):
                if "static" not in path.parts:
                    read_menus(addon.name, path, menus, actions)
    names = {"en": {}, "vi": {}}
    for language, into in names.items():
        for path in catalogs(language):
            for entry in polib.pofile(path):
                if any(
                    "ir.ui.menu" in at or "ir.actions" in at
                    for at, _ in entry.occurrences
                ):
                    into.setdefault(entry.msgid, set()).add(said(entry, language))
    return {
        language: {way for menu in menus for way in ways(menu, menus, actions, into)}
        for language, into in names.items()
    }


def read_menus(addon, path, menus, actions):
    """Note the menus of a file, and the names of its actions."""

    def full(name):
        return name if not name or "." in name else f"{addon}.{name}"

    root = etree.parse(path).getroot()
    for record in root.iter("record"):
        if (record.get("model") or "").startswith("ir.actions"):
            name = record.find("field[@name='name']")
            actions[full(record.get("id"))] = "" if name is None else name.text
    for menu in root.iter("menuitem"):
        outer = menu.getparent()
        parent = menu.get("parent") or (
            outer.get("id") if outer.tag == "menuitem" else None
        )
        known = menus.get(full(menu.get("id")), {})
        menus[full(menu.get("id"))] = {
            "name": menu.get("name") or known.get("name"),
            "parent": full(parent) or known.get("parent"),
            "action": full(menu.get("action")) or known.get("action"),
        }


def ways(menu, menus, actions, names):
    """Yield the names on the way to a menu, in each of their translations."""
    values = menus.get(menu)
    if not values:
        return
    name = values["name"] or actions.get(values["action"]) or ""
    before = list(ways(values["parent"], menus, actions, names)) or [()]
    for one in names.get(name, {name}):
        for way in before:
            yield (*way, one)


def text(language, name):
    path = FOLDER / f"guide/{language}/{name}.md"
    # a name may be broken over two lines
    return re.sub(r"\n +|(?<=\S)\n(?=\S)", " ", path.read_text(encoding="utf-8"))


def test_both_languages_have_the_same_pages(guide):
    vietnamese, english = guide.pages("vi"), guide.pages("en")
    assert list(vietnamese) == list(english)
    for name, page in vietnamese.items():
        other = english[name]
        assert (page.chapter, page.screens) == (other.chapter, other.screens), name
        assert page.links == other.links or len(page.links) == len(other.links), name


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_links_and_pictures(guide, language, name):
    page = guide.pages(language)[name]
    for _text, target in page.links:
        assert target in guide.pages(language), f"{name}: {target}"
    for _alt, picture in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.text):
        assert (FOLDER / "static/guide" / picture).exists(), picture
    assert "**" not in guide.strip_marks(page.html)


def test_pictures_are_of_pages_and_complete(guide):
    assert set(screens.GUIDE) <= set(guide.pages("en"))
    known = {screen.name for screen in screens.SCREENS}
    assert set(screens.GUIDE.values()) <= known
    for path in (FOLDER / "static/guide").glob("*-1280.png"):
        name = path.name.removesuffix("-1280.png")
        assert name in screens.GUIDE
        assert path.with_name(f"{name}-360.png").exists()
        assert path.stat().st_size < 150_000


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_buttons_and_menus_exist(words, language, name):
    content = text(language, name)
    named = re.findall(r"\*\*([^*]+)\*\*", content)
    named += [
        part.strip() for path in MENU.findall(content) for part in path.split("‣")
    ]
    missing = [one for one in named if one not in words[language] | {"CRM"}]
    assert missing == []


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_ways_through_the_menu(paths, language, name):
    missing = [
        path
        for path in MENU.findall(text(language, name))
        if tuple(part.strip() for part in path.split("‣")) not in paths[language]
    ]
    assert missing == []


def test_screens_exist(guide):
    models, actions = set(ODOO_MODELS), set(ODOO_ACTIONS)
    for path in config.ADDONS.glob("*/**/*.py"):
        content = path.read_text(encoding="utf-8")
        models.update(re.findall(r'_name = "([a-z_.]+)"', content))
    for path in config.ADDONS.glob("*/**/*.xml"):
        addon = path.relative_to(config.ADDONS).parts[0]
        content = path.read_text(encoding="utf-8")
        found = re.findall(r'<record\s+id="(\w+)"\s+model="ir.actions', content)
        actions.update(f"{addon}.{name}" for name in found)
        actions.update(re.findall(r'name="tag">([\w.]+)<', content))
    screens = [
        (name, screen)
        for name, page in guide.pages("en").items()
        for screen in page.screens
    ]
    assert [pair for pair in screens if pair[1] not in models | actions] == []
    named = [screen for _name, screen in screens]
    assert len(named) == len(set(named)), "a screen has one page"


def test_what_is_new_is_told_for_this_version():
    version = config.manifest("crm_vn")["version"].rpartition(".")[0]
    for language in ("vi", "en"):
        titles = re.findall(r"^## (.+)$", text(language, "whats-new"), re.M)
        assert titles
        assert titles[0] == version, "the latest version stands on top"


def test_every_menu_has_a_page(guide):
    """What a menu opens is a screen of some page: Help finds it."""
    actions, opened = {}, {}
    for path in sorted(config.ADDONS.glob("crm_vn*/**/*.xml")):
        if {"static", "demo"} & set(path.parts):
            continue
        addon = path.relative_to(config.ADDONS).parts[0]
        root = etree.parse(path).getroot()
        for record in root.iter("record"):
            if (record.get("model") or "").startswith("ir.actions"):
                values = (
                    record.findtext(f"field[@name='{name}']")
                    for name in ("res_model", "tag")
                )
                actions[f"{addon}.{record.get('id')}"] = set(values)
        for menu in root.iter("menuitem"):
            if action := menu.get("action"):
                opened[menu.get("id")] = (
                    action if "." in action else f"{addon}.{action}"
                )
    ours = {menu: action for menu, action in opened.items() if action in actions}
    known = {screen for page in guide.pages("en").values() for screen in page.screens}
    assert len(ours) > 90
    assert [
        (menu, action)
        for menu, action in ours.items()
        if not known & {action, *actions[action]}
    ] == []
