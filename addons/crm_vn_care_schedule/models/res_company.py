from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    _inherit = "res.company"

    vn_care_daily_cap = fields.Integer(
        string="Care activities per person and day",
        default=20,
        help="More than this on one day move to the next working day with room. "
        "0 sets no limit.",
    )

    @api.constrains("vn_care_daily_cap")
    def _check_vn_care_daily_cap(self):
        for company in self:
            if company.vn_care_daily_cap < 0:
                raise ValidationError(
                    self.env._(
                        "%(company)s: the number of care activities per person and "
                        "day can't be negative. Enter 0 for no limit.",
                        company=company.name,
                    )
                )
