from odoo import http
from odoo.exceptions import UserError
from odoo.http import request


class Zalo(http.Controller):
    """Where browsers come to from Zalo."""

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

    @http.route(
        "/vn/zalo/who/<string:token>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        sitemap=False,
        website=False,
        captcha=False,
    )
    def who(self, token, **_values):
        """Let the person of a signed link confirm it; showing the page says nothing."""
        person, partner = request.env["crm.vn.zalo.user"]._vn_read_who(token[:500])
        known = dict(request.env["res.lang"].get_installed())
        if partner.lang in known:
            request.update_context(lang=partner.lang)
        # an employee, who sees the link in the chat, is not the person
        employee = request.env.user._is_internal()
        said = request.httprequest.method == "POST"
        confirmed = bool(person) and said and not employee
        if confirmed:
            person._vn_link(partner, "signed")
        response = request.render(
            "crm_vn_zalo.who",
            {
                "person": person,
                "confirmed": confirmed,
                "employee": employee,
                "ending": (partner.vn_contact_number or "")[-3:],
                "url": f"/vn/zalo/who/{token}",
            },
        )
        if not person:
            response.status_code = 404
        return response
