"""Export the terms of addons and merge them into their translations.

Runs inside Odoo's Python, on databases that hold the addons as they are now::

    python i18n/export.py --config=… [--check] addon=database …

Without ``--check`` it writes ``i18n/<addon>.pot`` and brings ``i18n/vi.po`` in line
with it: translations stay, new terms get the word of ``glossary.csv`` if it has one,
terms that are gone are dropped. With ``--check`` it writes nothing and fails when a
file is not as an export would make it, or a translation is missing.
"""

import argparse
import csv
import io
import re
import sys
from pathlib import Path

import polib

HERE = Path(__file__).resolve().parent
ADDONS = HERE.parent / "addons"
LANGUAGE = "vi"
PLACEHOLDER = re.compile(r"%\([a-z_0-9]+\)[sdrf]|%[sdrf]|\$\{[^}]*\}|\{\{[^}]*\}\}")
TAG = re.compile(r"</?[a-z][a-z0-9]*")


def glossary():
    """Return the shared words, by their English form in lower case.

    Several allowed words stand with a slash between them, the usual one first.
    """
    with open(HERE / "glossary.csv", encoding="utf-8", newline="") as handle:
        return {
            row["english"].strip().lower(): row["vietnamese"].strip()
            for row in csv.DictReader(handle)
        }


def export(env, addon):
    """Return the template of *addon* as Odoo exports it, without dates."""
    from odoo.tools.translate import trans_export

    buffer = io.BytesIO()
    trans_export(False, [addon], buffer, "po", env)
    template = polib.pofile(buffer.getvalue().decode("utf-8"))
    template.metadata = metadata(addon)
    template.header = f"Translation of Odoo addon {addon}."
    return template


def metadata(addon, language=""):
    values = {
        "Project-Id-Version": f"{addon} 19.0",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if language:
        values |= {"Language": language, "Plural-Forms": "nplurals=1; plural=0;"}
    return values


def merge(template, addon, path):
    """Return the translation in *path* brought in line with *template*."""
    known = {}
    if path.exists():
        known = {entry.msgid: entry for entry in polib.pofile(str(path))}
    words = glossary()
    merged = polib.POFile()
    merged.metadata = metadata(addon, LANGUAGE)
    merged.header = template.header
    for entry in template:
        old = known.get(entry.msgid)
        usual = words.get(entry.msgid.lower(), "").split("/")[0].strip()
        text = old.msgstr if old else usual
        merged.append(
            polib.POEntry(
                msgid=entry.msgid,
                msgstr=text,
                comment=entry.comment,
                occurrences=entry.occurrences,
                flags=[flag for flag in entry.flags if flag != "fuzzy"],
            )
        )
    return merged


def faults(translation):
    """Return what is missing or broken in a translation, as lines."""
    for entry in translation:
        if not entry.msgstr.strip():
            yield f"not translated: {entry.msgid!r}"
        elif sorted(PLACEHOLDER.findall(entry.msgid)) != sorted(
            PLACEHOLDER.findall(entry.msgstr)
        ):
            yield f"other placeholders than in English: {entry.msgid!r}"
        elif sorted(TAG.findall(entry.msgid)) != sorted(TAG.findall(entry.msgstr)):
            yield f"other tags than in English: {entry.msgid!r}"


def stale(path, wanted):
    """Say whether *path* differs from the text *wanted*."""
    return not path.exists() or path.read_text(encoding="utf-8") != wanted


def process(env, addon, *, check):
    """Write the files of one addon, or check them.

    :return: complaints, as lines
    """
    folder = ADDONS / addon / "i18n"
    template = export(env, addon)
    merged = merge(template, addon, folder / f"{LANGUAGE}.po")
    texts = {
        folder / f"{addon}.pot": f"{template}\n",
        folder / f"{LANGUAGE}.po": f"{merged}\n",
    }
    complaints = [f"{addon}: {fault}" for fault in faults(merged)]
    for path, text in texts.items():
        text = text.rstrip("\n") + "\n"
        if not check:
            folder.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif stale(path, text):
            complaints.append(f"{addon}: {path.name} is out of date: make i18n")
    return complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--config", required=True)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("pairs", nargs="+", metavar="addon=database")
    arguments = parser.parse_args()

    import odoo
    from odoo.modules.registry import Registry

    complaints = []
    for pair in arguments.pairs:
        addon, database = pair.split("=")
        odoo.tools.config.parse_config(
            ["-c", arguments.config, "-d", database, "--log-level=error"]
        )
        with Registry(database).cursor() as cr:
            env = odoo.api.Environment(cr, odoo.SUPERUSER_ID, {})
            complaints += process(env, addon, check=arguments.check)
        Registry.delete(database)
        odoo.sql_db.close_db(database)
    sys.stdout.write("".join(f"{line}\n" for line in complaints))
    return 1 if complaints and arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
