"""Which English words must not be seen by a Vietnamese user."""

import re
from pathlib import Path

import polib

from odoo.modules.module import get_module_path

# the same in both languages, or a name: no word that has to be translated
SAME = {
    "CRM",
    "Email",
    "Emails",
    "KPI",
    "Long",  # a name
    "Marketing",
    "SMS",
    "VIP",
    "Website",
    "Zalo",
}
QUOTATION_TEMPLATES = "sale_management.sale_order_template_menu"
QUOTATION_DOCUMENTS = "sale_pdf_quote_builder.sale_menu_quotation_document_action"
HEALTH = "crm_vn_health.crm_vn_health_menu"
CONTRACT_STATUSES = "crm_vn_contract.crm_vn_contract_status_menu"
#: {text: beginnings of the names of the places where it may stand}
ALLOWED = {
    # what Odoo's examples are called
    "Customizable Desk": ["crm_vn_desk.mail_activity_action_desk"],
    "Optional Products Section": [QUOTATION_TEMPLATES],
    "Terms and Conditions": [QUOTATION_TEMPLATES, QUOTATION_DOCUMENTS],
    # scheduled actions of Odoo's, which its Vietnamese has no names for
    "Project Stage: Send rating": [HEALTH],
    "Stock Account: Inventory Valuation Closing": [HEALTH],
    # codes, which lists of other systems name
    "active": [CONTRACT_STATUSES],
    "cancelled": [CONTRACT_STATUSES],
    "closed": [CONTRACT_STATUSES],
    # a parameter of a message
    "name": ["crm_vn_zalo.crm_vn_zalo_template_menu"],
}
# what people typed in Odoo's demonstration, not what a screen says
NO_TERM = re.compile(
    r"model:(?!ir\.|res\.groups|crm\.stage|crm\.vn\.|mail\.activity\.type"
    r"|mail\.message\.subtype|utm\.)"
)
WORD = re.compile(r"[A-Za-z]{2}")


def terms(env):
    """Return the English terms that a Vietnamese user must not see.

    All that the installed addons say, but for those that Vietnamese says in the same
    letters (by any addon's translation) and for names of examples.

    :param env: of the whole suite's database
    :return: sorted texts of one line each
    """
    installed = env["ir.module.module"].search([("state", "=", "installed")])
    found, same = set(), set(SAME)
    for name in installed.mapped("name"):
        folder = Path(get_module_path(name)) / "i18n"
        path = folder / "vi.po"
        if not path.exists():
            path = folder / f"{name}.pot"
        for entry in polib.pofile(str(path)) if path.exists() else ():
            if entry.msgstr == entry.msgid:
                same.add(entry.msgid)
            elif _is_term(entry):
                found.add(" ".join(entry.msgid.split()))
    return sorted(found - same)


def _is_term(entry):
    """Say whether an entry of a translation file is a text that a screen shows."""
    text = entry.msgid
    if len(text) > 60 or "<" in text or not text.isascii() or not WORD.search(text):
        return False
    return any(not NO_TERM.match(place) for place, _line in entry.occurrences)
