from odoo import api, models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    @api.model
    def _vn_create_for_care(self, lines):
        """Give no activity to lines whose customer must not be contacted."""
        lines._vn_check_contact(move=True)
        return super()._vn_create_for_care(
            lines.filtered(lambda line: not line.obstacle)
        )
