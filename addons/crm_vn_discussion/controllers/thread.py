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
        """Comments on a customer that are sent to a client are read by that.

        The web client says by itself which of them came into view: it asks with
        ``vn_seen``.
        """
        fetch_params = dict(fetch_params or {})
        tells = fetch_params.pop("vn_seen", False)
        result = super().mail_thread_messages(
            thread_model, thread_id, fetch_params=fetch_params
        )
        internal = request.env.user._is_internal()
        if thread_model == "res.partner" and internal and not tells:
            customer = request.env["res.partner"].browse(int(thread_id))
            customer.vn_mark_discussion_read(result["messages"])
        return result
