"""What tests keep of Odoo's work on files is what Odoo would make."""

import doctest

import pytest

from devtools.devenv import made_once

FIRST, SECOND = "0" * 36, "1" * 36


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr(made_once, "KEPT", tmp_path)
    return tmp_path


def test_examples():
    assert doctest.testmod(made_once).failed == 0


def test_what_differs_is_made_anew(kept):
    once = made_once.once("upper", lambda *texts: " ".join(texts).upper())
    assert once("a", "b") == "A B"
    assert once("a b") == "A B"
    assert made_once.once("lower", str.lower)("a b") == "a b"
    assert sum(path.is_file() for path in kept.rglob("*")) == 3


def test_a_broken_file_is_made_anew(kept):
    once = made_once.once("upper", str.upper)
    once("a")
    [path] = [path for path in kept.rglob("*") if path.is_file()]
    path.write_text("")
    assert once("a") == "A"
    assert path.read_text() == '"A"'


def test_styles_find_their_parts():
    compiled = []

    def compile_styles(_asset, source):
        compiled.append(source)
        return source.replace("$blue", "#00f")

    once = made_once.styles_once(compile_styles)
    source = "/*! {} */\na {{color: $blue}}\n/*! {} */\nb {{}}"
    wanted = source.replace("$blue", "#00f")
    for parts in ((FIRST, SECOND), (SECOND, FIRST)):
        assert once(None, source.format(*parts)) == wanted.format(*parts)
    assert len(compiled) == 1


def test_terms_are_of_the_file_its_template_and_who_asks(tmp_path):
    (tmp_path / "i18n").mkdir()
    path = tmp_path / "i18n/vi.po"
    template = tmp_path / "i18n/addon.pot"
    path.write_text("one")
    template.write_text("two")
    asked = []

    def read(stream, chosen):
        stream.seek(0)
        asked.append(chosen.__qualname__)
        return {"read": stream.read().decode(), "template": template.read_text()}

    def python(_row):
        return True

    def web(_row):
        return True

    once = made_once.terms_once(read)

    def answer(chosen):
        with path.open("rb") as stream:
            return once(stream, chosen)

    assert answer(python) == answer(python) == {"read": "one", "template": "two"}
    assert len(asked) == 1
    assert answer(web) == answer(python)
    assert len(asked) == 2
    template.write_text("three")
    assert answer(python)["template"] == "three"
    path.write_text("four")
    assert answer(web)["read"] == "four"
