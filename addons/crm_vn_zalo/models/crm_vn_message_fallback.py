"""What comes instead of a Zalo message, and messages whose worker died."""

from datetime import timedelta

from odoo import api, fields, models

from .crm_vn_message import CLAIM


class CrmVnMessage(models.Model):
    _inherit = "crm.vn.message"

    def _vn_fall_back(self):
        """Send an SMS instead of these, once each, with a verdict of its own.

        :return: the new messages
        """
        made = self.browse()
        for message in self:
            template = message.zalo_template_id
            if template.fallback == "no" or message.fallback_ids:
                continue
            made |= message._vn_fall_back_one(template.fallback_template_id)
        return made

    def _vn_fall_back_one(self, template):
        record = self.env[self.res_model].browse(self.res_id).exists()
        if not record:
            return self.browse()
        # as the person who sent the first one: his rights fill the template
        sender = self.user_id if self.user_id.active else self.env.user
        record = record.with_user(sender).with_company(self.company_id)
        body = template.with_user(sender)._render_field(
            "body", record.ids, compute_lang=True
        )[record.id]
        sms = (
            self.env["sms.sms"]
            .with_user(sender)
            .sudo()  # sudo: the queue is nobody's; it asks consent for the sender
            .with_context(vn_sms_template_id=template.id, vn_sms_bulk=self.is_bulk)
            .create(
                {
                    "number": self.number,
                    "partner_id": self.partner_id.id,
                    "body": body,
                    "vn_purpose": self.purpose,
                    "vn_company_id": self.company_id.id,
                }
            )
        )
        sms.vn_message_id._vn_write(
            {
                "fallback_of_id": self.id,
                "res_model": self.res_model,
                "res_id": self.res_id,
                "campaign_id": self.campaign_id.id,
            }
        )
        return sms.vn_message_id.sudo(self.env.su)

    @api.model
    def _cron_watch_zalo(self):
        """Send SMS instead of what is late, and settle what was being sent.

        Strategy: few rows by index; a message that fell back has its SMS, so that a
        second run finds nothing. One that fails stands in the list of what could not be
        done.
        """
        now = fields.Datetime.now()
        self.search(
            [
                ("kind", "in", ["zns", "zalo"]),
                ("state", "=", "sending"),
                ("claimed_date", "<=", now - CLAIM),
            ],
            order="id",
        )._vn_settle_claimed(now)
        late = self.search(
            [
                ("kind", "=", "zns"),
                ("state", "in", ["accepted", "sent"]),
                ("zalo_template_id.fallback", "=", "late"),
                ("fallback_ids", "=", False),
                ("sent_date", ">=", now - timedelta(days=1)),
            ],
            limit=500,
        )
        due = late.filtered(
            lambda message: (
                message.sent_date
                + timedelta(minutes=message.zalo_template_id.fallback_minutes)
                <= now
            )
        )
        self.env["crm.vn.cron.failure"]._vn_each(
            "crm_vn_zalo.ir_cron_watch",
            due,
            lambda messages: messages._vn_fall_back(),
            together=True,
        )

    def _vn_settle_claimed(self, now):
        """Say what became of messages whose worker is no more.

        It sent those that it had claimed together one after the other, and committed
        each answer before it went on: the first that has none was perhaps sent, the
        others were not, and go back into the queue.
        """
        alike = self.grouped(lambda one: (one.zalo_account_id, one.claimed_date))
        asked = self.browse([messages[0].id for messages in alike.values()])
        asked._vn_report("unknown", error_code="claim")
        for message in self - asked:
            message._vn_hold(now)
