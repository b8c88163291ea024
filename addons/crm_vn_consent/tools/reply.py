"""Answers by which a person refuses messages. No ORM in here."""

import re
import unicodedata

#: first words of a refusal, without accents, in capitals
WORDS = ("TU CHOI", "TUCHOI", "HUY", "STOP", "UNSUBSCRIBE", "DUNG GUI", "TC")


def is_refusal(text):
    """Tell whether a reply is a refusal: one of the words alone or with a keyword.

    Capitals, accents, signs and spaces make no difference; a sentence that only holds
    such a word is none.

    >>> [is_refusal(text) for text in ("STOP", " từ  chối ", "Huỷ", "HỦY QC")]
    [True, True, True, True]
    >>> [is_refusal(text) for text in ("Hủy đơn hàng giúp em", "ok", "", None)]
    [False, False, False, False]
    """
    words = fold(text).split()
    if not words or len(words) > 3:
        return False
    line = " ".join(words)
    return any(
        line == word or (line.startswith(f"{word} ") and len(line) - len(word) <= 8)
        for word in WORDS
    )


def fold(text):
    """Return *text* in capitals, without accents and signs.

    >>> fold("Từ chối!"), fold("đừng")
    ('TU CHOI', 'DUNG')
    """
    text = str(text or "")[:200].replace("đ", "d").replace("Đ", "D")
    text = unicodedata.normalize("NFD", text)
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return re.sub(r"[^A-Z0-9]+", " ", text.upper()).strip()
