"""A plugin of pytest: what Odoo makes of files alone is made once, for all databases.

Each database has bundles of its own, made of the same files, and each process reads
the same translations: a third of the time of an addon with one tour. What came out
is kept under the hash of all that went in, Odoo's version among it. And who waits for
the browser does not ask it a hundred times a second.
"""

import functools
import hashlib
import json
import os
import re
import tempfile
from pathlib import Path

import pytest

from . import config

KEPT = config.DEV / "made"
#: by which a bundle finds its parts again, drawn anew each time
PART = re.compile(r"/\*! ([0-9a-f-]{36}) \*/")


def once(name, function):
    """Return *function*, whose answer for the same texts is kept from then on.

    >>> calls = []
    >>> def double(text):
    ...     calls.append(text)
    ...     return text * 2
    >>> doubled = once("doctest", double)
    >>> text = os.urandom(8).hex()
    >>> doubled(text) == doubled(text) == text * 2, len(calls)
    (True, 1)

    :param name: of what is made
    :param function: of texts alone; what it returns has to go into JSON
    """

    @functools.wraps(function)
    def made(*texts):
        hashed = hashlib.sha256(json.dumps([name, _version(), *texts]).encode())
        digits = hashed.hexdigest()
        path = KEPT / digits[:2] / digits
        try:
            return json.loads(path.read_bytes())
        except (OSError, ValueError):
            answer = function(*texts)
        _keep(path, json.dumps(answer))
        return answer

    return made


def _version():
    """Return the version of Odoo; without it, as in the test above, nothing."""
    try:
        from odoo import release
    except ImportError:
        return ""
    return release.version


def _keep(path, text):
    """Write a file at once: others may be reading it, or writing the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    os.replace(unfinished, path)


def styles_once(compile_styles):
    """Return Odoo's compiler of styles, made :func:`once`.

    :param compile_styles: the method, of an asset and the source of all
    """

    def made(asset, source):
        parts = PART.findall(source)
        numbers = {part: f"/*! {number} */" for number, part in enumerate(parts)}
        plain = PART.sub(lambda match: numbers[match[1]], source)
        compiled = once("styles", lambda text: compile_styles(asset, text))(plain)
        return re.sub(
            r"/\*! (\d+) \*/", lambda match: f"/*! {parts[int(match[1])]} */", compiled
        )

    return made


def terms_once(read):
    """Return Odoo's reader of a file of translations, made :func:`once`.

    It also reads the addon's template, which stands beside the file.

    :param read: the function, of a file and of what chooses its rows
    """

    def made(stream, chosen):
        stream.seek(0)
        texts = [stream.read().decode()]
        for template in sorted(Path(stream.name).parent.glob("*.pot")):
            texts += [template.name, template.read_text("utf-8")]
        # which rows are chosen, Python's or the client's, is told by who asks
        texts.append(chosen.__qualname__)
        return once("terms", lambda *_texts: read(stream, chosen))(*texts)

    return made


def patiently(open_websocket):
    """Return Odoo's function that connects to the browser, asking it once a second.

    Whatever comes wakes who waits.
    """

    @functools.wraps(open_websocket)
    def opened(browser):
        websocket = open_websocket(browser)
        websocket.settimeout(1)
        return websocket

    return opened


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session):
    from odoo.tests.common import ChromeBrowser
    from odoo.tools import js_transpiler, translate

    from odoo.addons.base.models import assetsbundle

    assetsbundle.rjsmin = once("script", assetsbundle.rjsmin)
    js_transpiler.transpile_javascript = once(
        "module", js_transpiler.transpile_javascript
    )
    assetsbundle.ScssStylesheetAsset.compile = styles_once(
        assetsbundle.ScssStylesheetAsset.compile
    )
    ChromeBrowser._open_websocket = patiently(ChromeBrowser._open_websocket)
    terms = translate.CodeTranslations
    terms._read_code_translations_file = staticmethod(
        terms_once(terms._read_code_translations_file)
    )
