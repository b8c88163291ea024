"""Linting."""

import os

from . import audit, config, databases, documents, python
from .process import output, run, say


def tracked(*patterns):
    """Return the project's files of these patterns, uncommitted ones included."""
    listing = output(
        ["git", "ls-files", "-co", "--exclude-standard", "--", *patterns],
        cwd=config.ROOT,
    )
    return [
        line for line in listing.splitlines() if line and (config.ROOT / line).exists()
    ]


def lint():
    """Run every linter; raise when one complains."""
    failed = [name for name, check in checks() if not check()]
    if failed:
        raise config.Problem(f"Lint failed: {', '.join(failed)}")
    say("Lint: no complaint.")


def checks():
    lint_bin = config.LINT_VENV / "bin"
    node_bin = config.NODE / "node_modules/.bin"
    scripts = tracked("*.py")
    addon_scripts = [name for name in scripts if name.startswith("addons/")]
    javascript = tracked("*.js", "*.cjs")
    pretty = pretty_files()
    manifests = [str(path) for path in config.ADDONS.glob("*/__manifest__.py")]
    return [
        ("ruff", lambda: tool([lint_bin / "ruff", "check", *scripts])),
        (
            "ruff format",
            lambda: tool([lint_bin / "ruff", "format", "--check", *scripts]),
        ),
        (
            "pylint-odoo",
            lambda: tool([lint_bin / "pylint", "--rcfile=.pylintrc", *addon_scripts]),
        ),
        (
            "oca-checks",
            lambda: tool(
                [
                    lint_bin / "oca-checks-odoo-module",
                    "--disable=weblate-component-too-long",
                    *manifests,
                ]
            ),
        ),
        (
            "oca-checks-po",
            lambda: tool(
                [
                    lint_bin / "oca-checks-po",
                    "--disable=po-pretty-format",
                    *tracked("addons/*.po", "addons/*.pot"),
                ]
            ),
        ),
        ("eslint", lambda: tool([node_bin / "eslint", *javascript])),
        ("prettier", lambda: tool([node_bin / "prettier", "--check", *pretty])),
        ("licences", licences),
        ("pip-audit", audit.audit),
        ("long files", long_files),
        ("large addons", large_addons),
        ("messages", forbidden_words),
        ("documents", documents.check),
    ]


def pretty_files():
    """Return the files that prettier keeps in shape; generated data is not."""
    names = tracked("*.js", "*.cjs", "*.scss", "*.css", "*.xml", "*.yml", "*.json")
    return [name for name in names if "lock" not in name and "/data/" not in name]


def tool(words):
    words = [str(word) for word in words]
    say(f"lint: {os.path.basename(words[0])} {words[1] if words[1:] else ''}")
    environment = {
        **os.environ,
        "NODE_PATH": str(config.NODE / "node_modules"),
        "PATH": f"{config.LINT_VENV / 'bin'}:{os.environ['PATH']}",
        "ODOO_ADDONS": ",".join(map(str, databases.source.addons_paths())),
    }
    result = run(words, check=False, env=environment, cwd=config.ROOT)
    return result.returncode == 0


def licences():
    """Nothing the addons depend on may forbid LGPL-3."""
    fine = True
    for name in config.addon_names():
        licence = config.manifest(name).get("license")
        if licence != "LGPL-3":
            say(f"{name}: licence {licence!r} instead of LGPL-3")
            fine = False
    paths = ",".join(map(str, [*databases.source.addons_paths(), config.ADDONS]))
    words = [config.LINT_VENV / "bin/manifestoo", "--addons-path", paths]
    words += ["--select-include", ",".join(config.addon_names()), "check-licenses"]
    return tool(words) and fine


def long_files():
    """A file over 400 lines is two; demo data are as long as they are."""
    fine = True
    for name in tracked("*.py", "*.js", "*.scss", "*.xml", ":!*/demo/*"):
        with open(config.ROOT / name, encoding="utf-8") as handle:
            count = sum(1 for _line in handle)
        if count > 400:
            say(f"{name}: {count} lines, 400 at most")
            fine = False
    return fine


def large_addons():
    """An addon is understood in three minutes; one over 4,000 lines is two."""
    fine = True
    for addon in config.addon_names():
        names = tracked(
            *(f"addons/{addon}/*.{ending}" for ending in ("py", "js", "scss", "xml")),
            f":!addons/{addon}/tests/*",
            f":!addons/{addon}/static/tests/*",
            f":!addons/{addon}/demo/*",
        )
        count = sum(
            len((config.ROOT / name).read_bytes().splitlines()) for name in names
        )
        if count > 4000:
            say(f"{addon}: {count} lines without tests and demo data, 4,000 at most")
            fine = False
    return fine


def forbidden_words():
    """Left-overs of debugging and of work not done."""
    words = ["git", "grep", "-nE", r"\b(TODO|FIXME|XXX)\b|breakpoint\(\)|debugger;"]
    words += ["--", "addons/*.py", "addons/*.js", "addons/*.xml", "devtools/*.py"]
    words.append(":!devtools/devenv/quality.py")
    return run(words, check=False, cwd=config.ROOT).returncode == 1


def reformat():
    """Put Python, JavaScript, XML and styles into the project's format."""
    lint_bin = config.LINT_VENV / "bin"
    scripts = tracked("*.py")
    tool([lint_bin / "ruff", "check", "--fix", "--quiet", *scripts])
    tool([lint_bin / "ruff", "format", *scripts])
    manifests = [str(path) for path in config.ADDONS.glob("*/__manifest__.py")]
    tool([lint_bin / "oca-checks-odoo-module", "--fix", *manifests])
    tool([config.NODE / "node_modules/.bin/prettier", "--write", *pretty_files()])


__all__ = ["lint", "python", "reformat"]
