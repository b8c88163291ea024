from odoo import api, fields, models


class CrmVnBlacklistMixin(models.AbstractModel):
    """A blacklist of Odoo's that follows the ledger of consent.

    What somebody put there by hand stays, whatever the ledger says.
    """

    _name = "crm.vn.blacklist.mixin"
    _description = "Blacklist that follows the ledger of consent"

    vn_from_consent = fields.Boolean(
        string="From the ledger of consent",
        readonly=True,
        copy=False,
        help="Adverts by this channel were refused, nothing else",
    )

    def write(self, vals):
        """Who changes an entry by hand takes it over from the ledger."""
        if "active" in vals:
            vals = {"vn_from_consent": False, **vals}
        return super().write(vals)

    @api.model
    def _vn_mirror(self, value, is_refused):
        """Put a number or an address on the list, or take it off again.

        :param str value: E.164 number or normalized address
        :param bool is_refused: the latest word of the ledger
        """
        known = self.with_context(active_test=False).search(
            [(self._rec_name, "=", value)]
        )
        if not is_refused:
            known.filtered("vn_from_consent").write({"active": False})
        elif not known.active:
            known = known or self.create([{self._rec_name: value}])
            known.write({"active": True, "vn_from_consent": True})
