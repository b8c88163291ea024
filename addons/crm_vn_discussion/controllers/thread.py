from odoo import http
from odoo.http import request

from odoo.addons.mail.controllers.thread import ThreadController


class VnThreadController(ThreadController):
    @http.route()
    def mail_thread_messages(self, thread_model, thread_id, fetch_params=None):
        """Opening the discussion of a customer makes it read."""
        result = super().mail_thread_messages(
            thread_model, thread_id, fetch_params=fetch_params
        )
        if thread_model == "res.partner" and request.env.user._is_internal():
            request.env["res.partner"].browse(int(thread_id)).vn_mark_discussion_read()
        return result
