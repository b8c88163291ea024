"""Lines of a list that are about the list, not about a customer. No ORM in here."""

import re

from odoo.addons.crm_vn_base.tools.text import nfc

_TOTAL = re.compile(
    r"(?:tổng cộng|tổng số|tổng|cộng|tong cong|tong so|grand total|sub ?total|total)"
    r"\s*(?:$|[:(=\d].*|(?:số )?(?:khách|kh|dòng|rows?|customers?)\b.*)"
)


def is_total(name):
    """Say whether a cell where a name belongs is the label of a line of totals.

    >>> is_total("Tổng cộng"), is_total("TỔNG SỐ: 12 khách hàng"), is_total("Total 5")
    (True, True, True)
    >>> is_total("Tống Văn Cộng"), is_total("Tổng công ty Sen"), is_total("Công")
    (False, False, False)
    """
    return bool(_TOTAL.fullmatch(nfc((name or "")[:240])[:80].strip().lower()))
