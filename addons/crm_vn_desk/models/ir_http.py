from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        """Let the day of salespeople begin on their desk."""
        info = super().session_info()
        if not info.get("home_action_id"):
            info["home_action_id"] = self.env.user._vn_home_action().id
        return info
