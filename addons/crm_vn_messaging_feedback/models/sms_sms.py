import re

from odoo import api, models

#: the path of the page, and the 22 characters that open it
LINK = re.compile(r"/f/[A-Za-z0-9_-]{22}")


class SmsSms(models.Model):
    _inherit = "sms.sms"

    @api.model
    def _vn_prepare_log(self, sms):
        """Keep no link that opens a customer's page."""
        values = super()._vn_prepare_log(sms)
        if self.env.context.get("vn_feedback_sms"):
            values = {**values, "body": LINK.sub("/f/…", sms.body or "")}
        return values
