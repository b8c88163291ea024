"""Patterns that find a person in texts. No ORM in here."""

import re
import unicodedata

#: between the digits of a number as people write it
GAP = r"[\s.()\-]{0,2}"
#: a name of fewer words is no trace: it names many people
NAME_WORDS = 2


def pattern(names=(), numbers=(), addresses=()):
    """Return a PostgreSQL regular expression that finds any spelling, or "".

    :param names: full names; those of one word are left out
    :param numbers: phone numbers in E.164 form
    :param addresses: e-mail addresses and tax codes

    >>> found = pattern(["Trần  Thị Ổi"], ["+84912345678"], ["oi@example.com"])
    >>> sorted(re.findall(found, "0912 345 678, Trần Thị Ổi; OI@example.com", re.I))
    ['0912 345 678', 'OI@example.com', 'Trần Thị Ổi']
    >>> re.findall(found, "10912345678 Trần Thị")
    []
    >>> pattern(["Ổi"])
    ''
    """
    parts = []
    for name in names:
        words = str(name or "").split()
        if len(words) >= NAME_WORDS:
            spelled = [
                "|".join(
                    sorted(
                        {
                            re.escape(unicodedata.normalize(form, word))
                            for form in ("NFC", "NFD")
                        }
                    )
                )
                for word in words
            ]
            parts.append(r"\s+".join(f"(?:{word})" for word in spelled))
    for number in numbers:
        digits = re.sub(r"\D", "", number or "")
        if len(digits) < 8:
            continue
        if digits.startswith("84") and len(digits) > 9:
            head = rf"(?:\+?8{GAP}4{GAP}|0)0?"
            digits = digits[2:]
        else:
            head = r"\+?"
        parts.append(rf"(?<!\d){head}{GAP.join(digits)}(?!\d)")
    parts += [re.escape(one) for one in addresses if one and len(one) >= 5]
    return "|".join(parts)
