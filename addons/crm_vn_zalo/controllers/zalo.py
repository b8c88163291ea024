import json

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..tools.zalo import is_signed

MAX_BODY = 256 * 1024


class Zalo(http.Controller):
    """Where Zalo sends events, and browsers back to."""

    @http.route(
        "/vn/zalo/<int:account_id>/<string:token>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        csrf=False,
        sitemap=False,
        save_session=False,
        max_content_length=MAX_BODY,
        vn_raw_body=True,
    )
    def webhook(self, account_id, token, **_values):
        account = request.env["crm.vn.zalo.account"]._vn_find_by_token(
            account_id, token
        )
        if not account:
            return request.make_response("", status=404)
        raw = request.httprequest.get_data(cache=True) or b""
        if not raw.strip():
            return request.make_response("OK")
        headers = request.httprequest.headers
        if not is_signed(
            headers.get("X-ZEvent-Signature"),
            raw,
            (account.app_id, account.oa_id),
            account.webhook_secret,
            headers.get("X-ZEvent-Timestamp", ""),
        ):
            return request.make_response("", status=403)
        told = json.loads(raw)
        if isinstance(told, dict) and told.get("event_name"):
            # sudo: Zalo has no user; the body bears its signature
            events = request.env["crm.vn.message.event"].sudo()
            events._vn_receive(told, "zalo_account_id", account.id)
        return request.make_response("OK")

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
