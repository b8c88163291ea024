from odoo import api, models

from .res_partner import as_engine


class MailActivity(models.Model):
    """Planning and doing something is not commenting."""

    _inherit = "mail.activity"

    @api.model_create_multi
    def create(self, vals_list):
        activities = super(MailActivity, as_engine(self)).create(vals_list)
        return activities.with_env(self.env)

    def _action_done(self, feedback=False, attachment_ids=None):
        messages, activities = super(MailActivity, as_engine(self))._action_done(
            feedback=feedback, attachment_ids=attachment_ids
        )
        return messages.with_env(self.env), activities.with_env(self.env)
