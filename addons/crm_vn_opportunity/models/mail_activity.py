from odoo import fields, models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        lead_ids = [
            activity.res_id
            for activity in self
            if activity.active and activity.res_model == "crm.lead"
        ]
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        # sudo: the activity was allowed to be done; its lead gets a date by that
        leads = self.env["crm.lead"].sudo().browse(lead_ids).exists()
        leads._vn_mark_handled(fields.Datetime.now())
        return result
