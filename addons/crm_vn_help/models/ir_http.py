from odoo import models
from odoo.http import request


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        """Tell the client the languages to choose from in the user menu."""
        result = super().session_info()
        if request.session.uid and self.env.user._is_internal():
            # sudo: names of the installed languages
            installed = self.env["res.lang"].sudo().get_installed()
            result["vn_languages"] = [
                (code, name.split(" / ")[-1]) for code, name in installed
            ]
        return result
