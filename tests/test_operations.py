"""docs/operations.md says what Odoo and PostgreSQL understand."""

import configparser
import re
import subprocess

from devtools.devenv import config, databases

TEXT = (config.ROOT / "docs/operations.md").read_text(encoding="utf-8")
OPTIONS = """
from odoo.tools import config
print("\\n".join(sorted(config.options)))
"""


def blocks(language):
    """Return the code of that language, block by block."""
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.S)


def test_odoo_knows_the_settings():
    [block] = blocks("ini")
    parser = configparser.ConfigParser(inline_comment_prefixes=";")
    parser.read_string(f"[options]\n{block}")
    named = set(parser["options"])
    named |= set(
        re.findall(r"`(\w+)(?: = \w+)?`", "\n".join(tables("Odoo's settings")))
    )
    words = [databases.odoo_command()[0], "-c", OPTIONS]
    found = subprocess.run(
        words, env=databases.environment(), check=True, capture_output=True, text=True
    )
    assert named
    assert named <= set(found.stdout.split())


def tables(heading):
    """Return the last cells of the tables whose head names *heading*."""
    found, inside = [], False
    for line in TEXT.splitlines():
        if line.startswith("|") and heading in line:
            inside = True
        elif not line.startswith("|"):
            inside = False
        elif inside:
            found.append(line.strip("| ").split("|")[-1])
    assert found
    return found


def test_scripts_and_files_exist():
    for name in re.findall(r"(?:scripts|docker|docs)/[\w./-]+", TEXT):
        path = name.rstrip(".")
        assert (config.ROOT / path).exists(), path


def test_services_are_those_of_the_compose_file():
    compose = (config.ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    services = set(re.findall(r"^  ([\w-]+):$", compose, re.M))
    words = re.findall(
        r"docker compose (?:exec|stop|restart|up -d) ([a-z0-9 -]+)", TEXT
    )
    named = {word for line in words for word in line.split()[:3]}
    assert {"web1", "cron"} <= named
    for line in words:
        assert line.split()[0] in services


def test_names_of_scheduled_actions():
    """What the text names stands in the data of an addon."""
    data = "".join(
        path.read_text(encoding="utf-8")
        for path in config.ADDONS.glob("*/data/ir_cron*.xml")
    )
    for name in re.findall(r"scheduled action \*([^*]+)\*", TEXT):
        assert f">{name}<" in data
