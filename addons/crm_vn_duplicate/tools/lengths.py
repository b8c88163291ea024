"""How long a text may be by which the database looks for somebody."""

#: so many characters always fit, whatever they are
LETTERS_MAX = 300
# an entry of a B-tree has 2,704 bytes at most, and two texts are in that of a contact's
# whole name; a character has four bytes at most
_BYTES_MAX = 4 * LETTERS_MAX


def is_too_long(text):
    """Return whether an index can't be relied on to hold a text.

    What is no text is never too long.

    >>> is_too_long("Công ty TNHH Đại Phát"), is_too_long(None), is_too_long(False)
    (False, False, False)
    >>> is_too_long("a" * 1200), is_too_long("a" * 1201)
    (False, True)
    >>> is_too_long("ữ" * 400), is_too_long("ữ" * 401)
    (False, True)
    """
    return isinstance(text, str) and len(text.encode(errors="replace")) > _BYTES_MAX
