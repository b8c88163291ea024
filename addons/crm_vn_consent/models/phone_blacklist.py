from odoo import fields, models


class PhoneBlacklist(models.Model):
    _inherit = "phone.blacklist"

    vn_from_consent = fields.Boolean(
        string="From the ledger of consent",
        readonly=True,
        copy=False,
        help="Only SMS adverts were refused, not calls",
    )

    def _vn_add(self, number):
        """Put a number on the list because SMS adverts were refused."""
        known = self.with_context(active_test=False).search([("number", "=", number)])
        if known and known.active:
            return known
        entry = self.create([{"number": number}])
        entry.vn_from_consent = True
        return entry

    def _vn_remove(self, number):
        """Take a number off that stood there for refused SMS adverts."""
        known = self.search([("number", "=", number), ("vn_from_consent", "=", True)])
        known.write({"active": False, "vn_from_consent": False})
