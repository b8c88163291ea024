"""Templates are what an export gives, and Vietnamese lacks nothing."""

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


def test_same_words_everywhere():
    """A glossary term that stands alone is translated as the glossary says.

    In one of its forms, or in all of them ("Phường/Xã").
    """
    export = load_export()
    words = {
        english: {form.strip().lower() for form in (vietnamese, *vietnamese.split("/"))}
        for english, vietnamese in export.glossary().items()
    }
    others = []
    for path in config.ADDONS.glob("*/i18n/vi.po"):
        for entry in polib.pofile(str(path)):
            wanted = words.get(entry.msgid.lower())
            if wanted and entry.msgstr.strip().lower() not in wanted:
                others.append(f"{path.parent.parent.name}: {entry.msgid}")
    assert others == []


#: what people were told by two words, and the one that is left
WORDS_OF_BEFORE = {
    "chủ sở hữu": "người phụ trách",
    "cấp độ": "hạng",
    "cuộc họp": "cuộc hẹn",
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
