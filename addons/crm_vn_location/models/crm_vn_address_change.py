from odoo import fields, models

#: what goes back together: a ward is nothing without its province
PLACE = ("city_id", "city", "state_id", "country_id")
SINGLE = ("street", "street2", "zip")


class CrmVnAddressChange(models.Model):
    """What a conversion did to a customer's address, and how to take it back."""

    _name = "crm.vn.address.change"
    _inherit = ["crm.vn.protected.mixin"]
    _description = "Conversion of an address"
    _vn_engine_only = True
    _order = "id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        readonly=True,
    )
    user_id = fields.Many2one("res.users", string="Converted by", readonly=True)
    date = fields.Datetime(string="Converted on", readonly=True)
    old_address = fields.Char(string="Before", readonly=True)
    new_address = fields.Char(string="After", readonly=True)
    chosen = fields.Boolean(
        string="Chosen by hand",
        readonly=True,
        help="Several wards were possible, and somebody chose this one",
    )
    before = fields.Json(string="Values before", readonly=True)
    after = fields.Json(string="Values after", readonly=True)
    undone_date = fields.Datetime(string="Undone on", readonly=True)

    def action_undo(self):
        """Put back what was before, where nobody has changed it since.

        Street, second line and postal code go back each by itself; ward, province
        and country together. Twice is nothing.

        :raise AccessError: the user may not change the customer
        """
        self.check_access("read")
        for change in self:
            partner = change.partner_id
            partner.check_access("write")
            if change.undone_date:
                continue
            before, after = change.before, change.after
            now = partner._vn_address_snapshot()
            values = {
                name: before[name]
                for name in SINGLE
                if name in after and now[name] == after[name]
            }
            if all(now[name] == after[name] for name in PLACE):
                values.update({name: before[name] for name in PLACE})
            if (partner.vn_old_address or False) == (after["vn_old_address"] or False):
                values["vn_old_address"] = before["vn_old_address"]
            partner.write(values)
            # sudo: the log is the engine's; the customer could be written
            change.sudo()._vn_as_engine().undone_date = fields.Datetime.now()
        return True

    def _vn_get_engine_hint(self, names):
        return self.env._("Conversions are recorded by the system.")
