from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmVnConsentText(models.Model):
    """A version of the text that people read before they agree.

    The law asks that consent names content, way, form and frequency, and that the
    advertiser can show it: a version that was shown is never changed again.
    """

    _name = "crm.vn.consent.text"
    _inherit = ["crm.vn.company.mixin"]
    _description = "Text of consent"
    _order = "date desc, id desc"

    name = fields.Char(string="Version", required=True)
    active = fields.Boolean(default=True)
    date = fields.Date(required=True, default=lambda self: self.env.company._vn_today())
    body = fields.Text(required=True, translate=True)
    frequency = fields.Char(
        translate=True, help="How often people who agree will be written to or called"
    )
    company_id = fields.Many2one("res.company", index="btree_not_null")
    consent_ids = fields.One2many("crm.vn.consent", "text_id", readonly=True)

    def write(self, vals):
        if {"body", "frequency", "date"} & vals.keys():
            self._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._check_unused()

    def _check_unused(self):
        # sudo: whether anybody agreed to the text, not who
        used = self.sudo().filtered("consent_ids")
        if used:
            raise UserError(
                self.env._(
                    "Version %s was shown to people and is their proof. Make a new "
                    "version instead.",
                    used[0].name,
                )
            )
