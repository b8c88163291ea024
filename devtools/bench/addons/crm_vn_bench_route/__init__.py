from odoo import http


class Empty(http.Controller):
    @http.route(
        "/vn/bench/empty",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        csrf=False,
        save_session=False,
    )
    def empty(self, **_values):
        return ""
