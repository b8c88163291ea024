import json

from odoo import http
from odoo.http import request

MAX_BODY = 256 * 1024


class SmsGateway(http.Controller):
    """Where gateways report. Keeps what came and answers; it is used later."""

    @http.route(
        "/vn/sms/<int:provider_id>/<string:token>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        csrf=False,
        sitemap=False,
        save_session=False,
        max_content_length=MAX_BODY,
        vn_raw_body=True,
    )
    def report(self, provider_id, token, **values):
        provider = request.env["crm.vn.sms.provider"]._vn_find_by_token(
            provider_id, token
        )
        if not provider:
            return request.make_response("", status=404)
        data = self._read(values)
        if not data:
            return request.make_response("OK")
        # sudo: a gateway has no user; its secret was good
        events = request.env["crm.vn.message.event"].sudo()
        for one in data:
            events._vn_receive(
                one, "provider_id", provider.id, unique=self._is_report(provider, one)
            )
        return request.make_response("OK")

    def _read(self, values):
        """Return a list of objects: JSON whatever its type is called, else a form."""
        try:
            data = json.loads(request.httprequest.get_data(cache=True) or b"")
        except ValueError:
            data = values
        if isinstance(data, list):
            return [one for one in data if isinstance(one, dict)]
        return [data] if isinstance(data, dict) and data else []

    def _is_report(self, provider, data):
        """Tell whether data are a report: those have an id, replies often none."""
        reports = provider._get_gateway().reports(provider._get_config(), data)
        return all(one.kind == "state" for one in reports)
