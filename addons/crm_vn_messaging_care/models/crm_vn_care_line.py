import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

_logger = logging.getLogger(__name__)
BATCH = 100


class CrmVnCareLine(models.Model):
    _inherit = "crm.vn.care.line"

    message_id = fields.Many2one(
        "crm.vn.message",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    message_error = fields.Char(string="Why no message", readonly=True)

    @api.model
    def _cron_send_messages(self):
        """Send what is due by template, each line once.

        Strategy: locked batches by id; a line that can't be sent says why and stays an
        activity of its person.
        """
        cron = self.env["ir.cron"]
        latest = max(self.env["res.company"]._vn_todays().values())
        domain = (
            Domain("state", "=", "planned")
            & Domain("date", "<=", latest)
            & Domain("message_id", "=", False)
            & Domain("message_error", "=", False)
            & Domain("obstacle", "=", False)
            & (
                Domain("template_id.vn_sms_template_id", "!=", False)
                | Domain("template_id.vn_zalo_template_id", "!=", False)
            )
        )
        cron._commit_progress(remaining=self.search_count(domain))
        last = 0
        # a batch at least, however long it took to find them
        while found := self.search(
            domain & Domain("id", ">", last), limit=BATCH, order="id"
        ):
            last = found[-1].id
            for line in found.try_lock_for_update():
                if line.date <= line.company_id._vn_today():
                    line._try_message()
            if not cron._commit_progress(len(found)):
                break

    def _try_message(self):
        """Send the message of one line, or keep why not."""
        try:
            with self.env.cr.savepoint():
                message, error = self._send_message()
        except UserError as problem:
            message, error = None, str(problem)
        except Exception as problem:
            _logger.info("No message for care line %s: %s", self.id, problem)
            message, error = None, str(problem)[:200]
        self._vn_as_engine().write(
            {
                "message_id": message.id if message else False,
                "message_error": False if message else error or "?",
            }
        )

    def _send_message(self):
        """Put the message into the queue, in the name of the person in charge."""
        user = self.user_id if self.user_id.active else self.env.user
        log = self.env["crm.vn.message"].with_user(user).with_company(self.company_id)
        partner = self.partner_id.with_user(user)
        zalo = self.template_id.vn_zalo_template_id
        if zalo:
            sent, refused = log._vn_queue_template(zalo.with_user(user), partner)
        else:
            template = self.template_id.vn_sms_template_id.with_user(user)
            sent, refused = log._vn_queue_sms(template, partner)
        return sent.get(partner.id), refused.get(partner.id)
