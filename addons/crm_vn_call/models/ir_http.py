from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        """Say on which documents numbers and planned calls call."""
        info = super().session_info()
        if self.env.user._is_internal():
            documents = self.env["res.partner"]._vn_customer_documents()
            info["vn_call_models"] = list(documents)
        return info
