from werkzeug.exceptions import NotFound

from odoo import SUPERUSER_ID, http
from odoo.http import request


class Health(http.Controller):
    @http.route(
        "/crm_vn/health",
        type="http",
        auth="public",
        methods=["GET"],
        csrf=False,
        save_session=False,
        readonly=True,
    )
    def health(self, **_parameters):
        """Tell monitoring how the system is: 200, or 503 when something is at fault.

        The token stands in the header ``Authorization: Bearer …``, never in an address:
        those are logged. Without the right one nothing is there.
        """
        kind, _space, token = request.httprequest.headers.get(
            "Authorization", ""
        ).partition(" ")
        health = request.env["crm.vn.health"]
        if kind.lower() != "bearer" or not health._vn_is_token(token.strip()):
            raise NotFound
        # the token is the administrator's; the answer has states and numbers only
        report = health.with_user(SUPERUSER_ID)._vn_report()
        status = 503 if report["state"] == "fault" else 200
        headers = [("Cache-Control", "no-store")]
        return request.make_json_response(report, headers=headers, status=status)
