from odoo import api, models


class SmsSms(models.Model):
    _inherit = "sms.sms"

    @api.model
    def _vn_prepare_log(self, sms):
        values = super()._vn_prepare_log(sms)
        if campaign := self.env["crm.vn.message"]._vn_get_campaign():
            values = {**values, "campaign_id": campaign}
        return values
