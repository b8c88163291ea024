from odoo import models

FALLBACK_TIMEZONE = "Asia/Ho_Chi_Minh"


class ResCompany(models.Model):
    _inherit = "res.company"

    def _vn_timezone(self):
        """Return the name of the time zone in which the company's days begin."""
        self.ensure_one()
        # sudo: the time zone of a company is no secret
        return self.sudo().partner_id.tz or FALLBACK_TIMEZONE
