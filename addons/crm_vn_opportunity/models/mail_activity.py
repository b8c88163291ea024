from odoo import fields, models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _vn_on_done(self):
        """A done activity is the first handling of its lead."""
        result = super()._vn_on_done()
        on_leads = self.filtered(lambda activity: activity.res_model == "crm.lead")
        if on_leads:
            # sudo: the activity was allowed to be done; its lead gets a date by that
            leads = self.env["crm.lead"].sudo().browse(on_leads.mapped("res_id"))
            leads.exists()._vn_mark_handled(fields.Datetime.now())
        return result
