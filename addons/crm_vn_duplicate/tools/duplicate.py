"""Keys by which two customers are probably the same one. No ORM in here.

>>> sorted(keys(name="Công ty TNHH Đại Phát", phone="01681234567 / 024 3825 1234",
...     vat="0100109106", email=" Info@DaiPhat.example ", is_company=True))
... # doctest: +NORMALIZE_WHITESPACE
[('email', 'info@daiphat.example'), ('name', 'dai phat'),
 ('phone', '+842438251234'), ('phone', '+84381234567'), ('tax', '0100109106')]
>>> keys(name="Nguyễn Văn Hùng")
set()
"""

from odoo.addons.crm_vn_base.tools.text import company_key

from . import emails, tax_code
from .phone import parse

#: what customers can have in common, in the order of how much it says
KINDS = ("tax", "phone", "email", "name")


def keys(name=None, phone=None, email=None, vat=None, is_company=False, vn_phone2=None):
    """Return the set of (kind, key) of a partner with these values.

    People's names are no key: too many are called the same. A tax code counts
    when it has the shape of one, a branch's is another than its company's.

    >>> keys(phone="0912345678", vn_phone2="0987654321") == keys(
    ...     phone="0987654321 / 0912345678")
    True
    >>> keys(vat="/"), keys(phone="chưa có"), keys(email="không có")
    (set(), set(), set())
    >>> keys(vat="0100109106-001") == keys(vat="0100109106")
    False
    """
    found = {
        ("phone", number)
        for cell in (phone, vn_phone2)
        for number in parse(cell).numbers
    }
    found.update(
        ("email", address.lower()) for address in emails.parse(email).addresses
    )
    code = tax_code.clean(vat) if vat else ""
    if tax_code.is_well_formed(code):
        found.add(("tax", code))
    if is_company and name and len(folded := company_key(name)) > 2:
        found.add(("name", folded))
    return found
