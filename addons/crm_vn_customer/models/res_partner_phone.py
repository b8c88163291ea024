from odoo import api, fields, models

from ..tools import phone as phones


class ResPartner(models.Model):
    """A second phone number, for lists that have two in a cell."""

    _inherit = "res.partner"

    vn_phone2 = fields.Char(
        string="Second phone", tracking=True, groups="base.group_user"
    )

    @api.onchange("vn_phone2")
    def _onchange_vn_phone2(self):
        if number := phones.key(self.vn_phone2):
            self.vn_phone2 = phones.display(number)
