from odoo import models

from ..sms_api import SmsApiVn


class ResCompany(models.Model):
    _inherit = "res.company"

    def _get_sms_api_class(self):
        self.ensure_one()
        if self.env["crm.vn.sms.provider"]._vn_find(self, "care"):
            return SmsApiVn
        return super()._get_sms_api_class()
