"""Lines of the suite in Odoo's log carry ids: no names, numbers or texts of people."""

import ast

from devtools.devenv import config

#: attributes of records that tell who somebody is, or what was said
PERSONAL = {
    *("name", "display_name", "complete_name", "partner_name", "contact_name"),
    *("phone", "vn_phone2", "number", "numbers", "email", "email_from", "login"),
    *("street", "vat", "body", "text", "content", "raw", "url", "headers"),
}
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}


def logged(source):
    """Yield (line, attribute) of what *source* logs and should not.

    >>> list(logged("_logger.info('%s was called', partner.phone)"))
    [(1, 'phone')]
    >>> list(logged("_logger.info('%s: %s', partner.ids, partner._name)"))
    []
    >>> list(logged("_logger.info('%s', ', '.join(p.name for p in partners))"))
    [(1, 'name')]
    """
    for node in ast.walk(ast.parse(source)):
        if not (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in LEVELS
            and isinstance(node.func.value, ast.Name)
            and "log" in node.func.value.id.lower()
        ):
            continue
        for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
            for part in ast.walk(argument):
                if isinstance(part, ast.Attribute) and part.attr in PERSONAL:
                    yield node.lineno, part.attr


def test_examples():
    import doctest
    import sys

    assert doctest.testmod(sys.modules[__name__]).failed == 0


def test_nobody_is_named(addon):
    found = [
        f"{path.relative_to(config.ROOT)}:{line}: {attribute}"
        for path in (config.ADDONS / addon).rglob("*.py")
        if "tests" not in path.parts
        for line, attribute in logged(path.read_text(encoding="utf-8"))
    ]
    assert not found, "log the id instead"
