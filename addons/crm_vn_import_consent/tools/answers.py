"""What lists say about adverts: who agreed, by which channel, and how. No ORM here."""

import re

from odoo.addons.crm_vn_base.tools.text import key

#: channels that a list can name; nobody agrees to visits in a list
_CHANNELS = {
    "call": ("call", "calls", "phone", "goi", "goi dien", "cuoc goi", "dien thoai"),
    "sms": ("sms", "text message", "text messages", "tin nhan", "tin nhan sms"),
    "zalo": ("zalo", "zns", "zalo oa"),
    "email": ("email", "e mail", "mail", "thu dien tu", "gmail"),
}
_CHANNEL_OF = {word: name for name, words in _CHANNELS.items() for word in words}
ALL = tuple(_CHANNELS)
_ALL_WORDS = {"tat ca", "tat ca cac kenh", "moi kenh", "all", "all channels"}
_REFUSALS = {
    *("khong", "tu choi", "khong dong y", "khong nhan", "huy", "da huy", "0"),
    *("no", "none", "refused", "withdrawn", "false", "stop", "unsubscribed"),
}
_METHODS = {
    "form": ("form", "phieu", "bieu mau", "mau", "phieu dang ky", "phieu khao sat"),
    "paper": ("paper", "giay", "van ban", "ban giay", "hop dong", "contract"),
    "call_centre": ("call centre", "call center", "tong dai", "dien thoai", "goi dien"),
    "reply": ("reply", "tra loi", "tin nhan tra loi", "tra loi tin nhan"),
    "software": ("software", "website", "web", "app", "ung dung", "phan mem", "online"),
    "hand": ("by hand", "hand", "bang tay", "truc tiep", "nhap tay", "gap truc tiep"),
}
_METHOD_OF = {word: name for name, words in _METHODS.items() for word in words}
_BETWEEN = re.compile(r"[,;/+&\n|]|\bvà\b|\band\b")
#: no list of channels is longer; more of a cell is not looked at
_LONGEST = 200


def read_answer(text):
    """Return ``(state, channels)`` of a cell, or None for what is no answer.

    A mere yes names no channel: consent that names no way is none.

    >>> read_answer("SMS, Zalo"), read_answer("Tin nhắn và gọi điện")
    (('given', ('sms', 'zalo')), ('given', ('sms', 'call')))
    >>> read_answer("Từ chối"), read_answer("x"), read_answer("SMS, Fax")
    (('withdrawn', ('call', 'sms', 'zalo', 'email')), None, None)
    >>> read_answer("Tất cả") == ("given", ALL)
    True
    """
    text = str(text or "")[:_LONGEST]
    whole = key(text)
    if whole in _REFUSALS:
        return "withdrawn", ALL
    if whole in _ALL_WORDS:
        return "given", ALL
    parts = [part for part in map(key, _BETWEEN.split(text.lower())) if part]
    channels = [_CHANNEL_OF.get(part) for part in parts]
    if not channels or None in channels:
        return None
    return "given", tuple(dict.fromkeys(channels))


def read_method(text, labels=()):
    """Return the method of a cell, or None.

    :param labels: ``(method, name)`` pairs, as the reader's language calls them

    >>> read_method("Phiếu đăng ký"), read_method("Website"), read_method("?")
    ('form', 'software', None)
    >>> read_method("Bằng tay", [("hand", "Bằng tay")])
    'hand'
    """
    found = key(str(text or "")[:_LONGEST])
    named = {key(name): method for method, name in labels}
    return named.get(found) or _METHOD_OF.get(found)
