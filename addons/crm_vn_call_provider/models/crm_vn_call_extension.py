from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import values


class CrmVnCallExtension(models.Model):
    """Which phone on a switchboard is whose."""

    _name = "crm.vn.call.extension"
    _inherit = [
        "crm.vn.protected.mixin",
        "crm.vn.company.mixin",
        "crm.vn.no.copy.mixin",
    ]
    _vn_company_links = ("provider_id",)
    _description = "Extension"
    _order = "extension, id"
    _rec_name = "extension"

    provider_id = fields.Many2one(
        "crm.vn.call.provider",
        string="Switchboard",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="provider_id.company_id", store=True)
    extension = fields.Char(
        required=True, help="As the switchboard calls it: 101, or the agent's name"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Employee",
        required=True,
        domain="[('share', '=', False)]",
        index=True,
        ondelete="cascade",
    )

    hotline = fields.Char(
        string="Shows the number",
        help="Which of our numbers customers see on a call; empty: the first one",
    )

    _extension_uniq = models.Constraint(
        "UNIQUE (provider_id, extension)", "This extension is somebody's already."
    )

    @api.constrains("hotline", "provider_id")
    def _check_hotline(self):
        for line in self.filtered("hotline"):
            known = line.provider_id._get_hotlines()
            if line.hotline not in known:
                raise ValidationError(
                    self.env._(
                        "%(number)s is no number of %(name)s: %(known)s.",
                        number=line.hotline,
                        name=line.provider_id.name,
                        known=", ".join(sorted(known)) or "-",
                    )
                )

    @api.constrains("extension")
    def _check_extension(self):
        for line in self:
            if not values.may_ring(line.extension):
                raise ValidationError(
                    self.env._(
                        "“%s” is no extension: letters, digits and . _ / - @ only.",
                        line.extension,
                    )
                )
