from odoo import models


class UtmCampaign(models.Model):
    _inherit = "utm.campaign"

    def _vn_get_waiting_members(self):
        members = super()._vn_get_waiting_members()
        return members - members._with_complaint()
