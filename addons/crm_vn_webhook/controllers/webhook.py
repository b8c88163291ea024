from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import AccessError
from odoo.http import request

#: bytes of a body; events are some hundred
MAX_BODY = 256 * 1024


class Webhook(http.Controller):
    @http.route(
        "/vn/hook/<string:key>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        csrf=False,
        save_session=False,
        readonly=False,
        max_content_length=MAX_BODY,
        vn_raw_body=True,
    )
    def receive(self, key, **_parameters):
        """Keep what a provider tells.

        An unknown key and a wrong signature are the same to who asks: nothing is there.
        """
        for name in request.env["crm.vn.webhook.event"]._get_provider_models():
            provider = request.env[name]._vn_find_by_key(key)
            if provider:
                break
        else:
            raise NotFound
        try:
            event = provider._vn_receive(
                request.httprequest.get_data(),
                dict(request.httprequest.headers),
                request.httprequest.args.to_dict(),
            )
        except AccessError:
            raise NotFound from None
        return request.make_response(provider._vn_reply(event))
