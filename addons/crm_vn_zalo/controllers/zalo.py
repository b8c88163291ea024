from odoo import http
from odoo.exceptions import UserError
from odoo.http import request


class Zalo(http.Controller):
    """Where Zalo sends browsers back to."""

    @http.route("/vn/zalo/connect", type="http", auth="user", sitemap=False)
    def connect(self, code="", state="", oa_id="", **_values):
        accounts = request.env["crm.vn.zalo.account"]
        accounts.check_access("write")
        try:
            account = accounts._vn_connect(state, code, oa_id)
        except UserError as error:
            return request.make_response(
                str(error), headers=[("Content-Type", "text/plain; charset=utf-8")]
            )
        return request.redirect(
            f"/odoo/action-crm_vn_zalo.crm_vn_zalo_account_action/{account.id}"
        )
