from odoo import api, models

from odoo.addons.crm_vn_base.tools.mark import marked

from .res_partner import BY_ITSELF


class MailActivity(models.Model):
    """Planning and doing something is not commenting."""

    _inherit = "mail.activity"

    @api.model_create_multi
    def create(self, vals_list):
        thread = marked(self, BY_ITSELF)
        activities = super(MailActivity, thread).create(vals_list)
        return activities.with_env(self.env)

    def _action_done(self, feedback=False, attachment_ids=None):
        thread = marked(self, BY_ITSELF)
        messages, activities = super(MailActivity, thread)._action_done(
            feedback=feedback, attachment_ids=attachment_ids
        )
        return messages.with_env(self.env), activities.with_env(self.env)
