from odoo import api, models
from odoo.exceptions import AccessError


class MailThread(models.AbstractModel):
    """The mail gateway makes and writes documents as superuser, whoever calls it."""

    _inherit = "mail.thread"

    @api.model
    def message_process(
        self,
        model,
        message,
        custom_values=None,
        save_original=False,
        strip_attachments=False,
        thread_id=None,
    ):
        """Ask what Odoo's gateway does not ask of those who call it over RPC.

        Whoever sends a mail reaches aliases and answers what was sent to him. Who names
        a kind of documents of customers must be able to make one; which record, and
        what is written into it, administrators alone may say.
        """
        asked = not self.env.su and not self.env.user._is_system()
        documents = self.env["res.partner"]._vn_customer_documents() if asked else ()
        if model in documents:
            if custom_values or thread_id:
                raise AccessError(
                    self.env._(
                        "Only administrators say which record a mail belongs to. Send "
                        "the mail to an address of the company instead."
                    )
                )
            self.env[model].check_access("create")
        return super().message_process(
            model,
            message,
            custom_values=custom_values,
            save_original=save_original,
            strip_attachments=strip_attachments,
            thread_id=thread_id,
        )
