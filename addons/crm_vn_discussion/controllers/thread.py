from odoo import http
from odoo.http import request

from odoo.addons.mail.controllers.thread import ThreadController


class VnThreadController(ThreadController):
    @http.route()
    def mail_message_post(
        self, thread_model, thread_id, post_data, context=None, **kwargs
    ):
        """Whatever a client posts on a customer is a comment, it goes on as sudo."""
        if thread_model == "res.partner":
            customer = request.env["res.partner"].browse(int(thread_id))
            customer._check_vn_may_comment()
        return super().mail_message_post(
            thread_model, thread_id, post_data, context=context, **kwargs
        )

    @http.route()
    def mail_thread_messages(self, thread_model, thread_id, fetch_params=None):
        """Opening the discussion of a customer makes it read."""
        result = super().mail_thread_messages(
            thread_model, thread_id, fetch_params=fetch_params
        )
        if thread_model == "res.partner" and request.env.user._is_internal():
            request.env["res.partner"].browse(int(thread_id)).vn_mark_discussion_read()
        return result
