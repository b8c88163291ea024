from odoo import api, models


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        self.env["crm.vn.score.engine"]._queue(messages._vn_get_customers())
        return messages

    def unlink(self):
        partners = self._vn_get_customers()
        result = super().unlink()
        self.env["crm.vn.score.engine"]._queue(partners)
        return result

    def _vn_get_customers(self):
        """Return the customers who wrote these, if a published rule looks at them."""
        if "mail.message" not in self.env["crm.vn.score.rule"]._get_followed():
            return self.env["res.partner"]
        # sudo: whose score it is need not be readable
        return self.sudo().author_id.filtered("partner_share")
