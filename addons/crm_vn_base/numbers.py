"""How numbers are written for people, the same on every screen, sheet and message."""

from odoo.tools import float_round, format_amount, get_lang

#: what stands where there is no number
DASH = "–"
#: decimals of each kind of number; money has those of its currency
DIGITS = {"count": 0, "number": 2, "ratio": 2, "percent": 1}
NBSP = "\N{NO-BREAK SPACE}"


def format_number(env, value, currency=None, kind="number", is_short=True):
    """Return a number as people read it, in the language of *env*.

    :param float value: a dash stands for None
    :param currency: of an amount, a record of ``res.currency``; its decimals are all
        there, so that two amounts that differ never look the same
    :param str kind: of a number without a currency, a key of ``DIGITS``
    :param bool is_short: one decimal at most, and none of a whole number, as in a
        sentence; else the decimals of the kind, as in a column
    """
    if value is None:
        return DASH
    if currency:
        return format_amount(env, value, currency)
    digits = DIGITS[kind]
    if is_short:
        digits = min(digits, 0 if round(value, 1) == round(value) else 1)
    # no minus before a zero
    value = float_round(value, precision_digits=digits) + 0.0
    lang = env["res.lang"].browse(get_lang(env).id)
    # most numbers are below a thousand: nothing to group
    text = lang.format(f"%.{digits}f", value, grouping=abs(value) >= 1000)
    return f"{text}{NBSP}%" if kind == "percent" else text


def format_percent(env, value):
    """Return a percentage as people read it; a dash for None."""
    return format_number(env, value, kind="percent")
