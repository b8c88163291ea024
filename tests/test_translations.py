"""Templates are what an export gives, and Vietnamese lacks nothing."""

import re

import polib
import pytest

from devtools.devenv import config, databases, groups, python
from devtools.devenv.process import output

#: words of ours for terms of Odoo's own
OWN_WORDS = sorted(config.ADDONS.glob("*/i18n_extra/vi.po"))


@pytest.fixture(scope="session")
def complaints():
    """Check all addons in one go, on the databases of their own tests."""
    pairs = []
    for addon in config.addon_names():
        group = groups.of(addon)
        databases.of_group(group)
        pairs.append(f"{addon}={group.database}")
    words = [python.venv_python(), config.ROOT / "i18n/export.py", "--check"]
    words += [f"--config={databases.CONFIG_FILE}", *pairs]
    return output(
        words, env=databases.environment(), cwd=config.ROOT, may_fail=True
    ).splitlines()


def test_template_and_translation_are_complete(complaints, addon):
    assert [line for line in complaints if line.startswith(f"{addon}:")] == []


def test_nothing_else_is_said(complaints):
    known = tuple(f"{addon}:" for addon in config.addon_names())
    assert [line for line in complaints if not line.startswith(known)] == []


#: terms that are said as another one too: who looks after something is called one way
ALSO_SAID_AS = {"salesperson": "owner", "appointment": "meeting"}
#: terms that another word is right for in most places, where they stand alone
WORDS_OF_ADDONS = {
    ("crm_vn_kpi_sheet", "close"): "close (kpi sheet)",
    # buttons that dial
    ("crm_vn_desk", "call"): "call (verb)",
    ("crm_vn_visit_desk", "call"): "call (verb)",
}


def forms(vietnamese):
    """Return the forms of a glossary's word, in lower case.

    Each of those with a slash between them, or all of them ("Phường/Xã"); what stands
    in brackets explains.

    >>> sorted(forms("Ghé thăm (Viếng thăm)"))
    ['ghé thăm', 'ghé thăm (viếng thăm)']
    """
    bare = re.sub(r"\s*\([^)]*\)", "", vietnamese)
    allowed = (vietnamese, bare, *vietnamese.split("/"), *bare.split("/"))
    return {form.strip().lower() for form in allowed}


def test_same_words_everywhere():
    """A glossary term that stands alone is translated as the glossary says."""
    glossary = load_export().glossary()
    words = {english: forms(vietnamese) for english, vietnamese in glossary.items()}
    for english, other in ALSO_SAID_AS.items():
        words[english] |= words[other]
    others = []
    for path in config.ADDONS.glob("*/i18n/vi.po"):
        for entry in polib.pofile(str(path)):
            term = entry.msgid.lower()
            term = WORDS_OF_ADDONS.get((path.parent.parent.name, term), term)
            wanted = words.get(term)
            if wanted and entry.msgstr.strip().lower() not in wanted:
                others.append(f"{path.parent.parent.name}: {entry.msgid}")
    assert others == []


#: what people were told by two words, and the one that is left
WORDS_OF_BEFORE = {
    "chủ sở hữu": "người phụ trách",
    "cấp độ": "hạng",
    "cuộc gặp": "cuộc hẹn",
    "cuộc họp": "cuộc hẹn",
    "lịch hẹn": "cuộc hẹn",
    "người chịu trách nhiệm": "người phụ trách",
    "ngành nghề": "lĩnh vực",
    "sinh chứng từ": "tạo báo giá, đơn hàng",
    "tỉnh thành": "tỉnh/thành phố",
}


def test_one_thing_has_one_word():
    """Also within a sentence, and where Odoo's own terms stand beside ours."""
    others = []
    for path in [*config.ADDONS.glob("*/i18n/vi.po"), *OWN_WORDS]:
        for entry in polib.pofile(str(path)):
            said = entry.msgstr.lower()
            others += [
                f"{path.parent.parent.name}: {entry.msgid}: {old} is {new}"
                for old, new in WORDS_OF_BEFORE.items()
                if old in said
            ]
    assert others == []


def test_terms_of_odoo_are_complete():
    """What replaces Odoo's own terms is filled in, and keeps the markup."""
    export = load_export()
    for path in OWN_WORDS:
        file = polib.pofile(str(path))
        assert [entry.msgid for entry in file if not entry.msgstr] == []
        assert list(export.faults(file)) == []


def test_faults_are_found():
    export = load_export()
    broken = polib.POFile()
    broken.append(polib.POEntry(msgid="One", msgstr=""))
    broken.append(polib.POEntry(msgid="%s days", msgstr="ngày"))
    broken.append(polib.POEntry(msgid="<b>A</b>", msgstr="A"))
    broken.append(polib.POEntry(msgid="Fine %(name)s", msgstr="Tốt %(name)s"))
    assert len(list(export.faults(broken))) == 3


def load_export():
    import importlib.util

    path = config.ROOT / "i18n/export.py"
    spec = importlib.util.spec_from_file_location("i18n_export", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
