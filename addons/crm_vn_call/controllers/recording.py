from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response

from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import request

#: headers of the switchboard that are passed on
PASSED_ON = ("Content-Length", "Content-Range", "Accept-Ranges")
CHUNK = 64 * 1024


class Recording(http.Controller):
    @http.route(
        "/vn/call/<int:call_id>/recording", type="http", auth="user", readonly=False
    )
    def play(self, call_id):
        """Pass a recording on to somebody who may listen; the listening is noted."""
        call = request.env["crm.vn.call"].browse(call_id)
        try:
            source = call._open_recording(request.httprequest.headers.get("Range"))
        except (AccessError, MissingError):
            raise Forbidden from None
        except UserError as error:
            raise NotFound(str(error)) from None
        kind = source.headers.get("Content-Type", "")
        headers = [
            (name, source.headers[name]) for name in PASSED_ON if name in source.headers
        ]
        headers += [
            # nothing but sound, whatever the switchboard says it is
            ("Content-Type", kind if kind.startswith("audio/") else "audio/mpeg"),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "private, no-store"),
        ]
        return Response(
            source.iter_content(CHUNK), status=source.status_code, headers=headers
        )
