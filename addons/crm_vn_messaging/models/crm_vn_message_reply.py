"""Replies of customers, and what counts as contact with them."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.crm_vn_consent.tools.reply import is_refusal

#: a reply is to the last message of so many days
REPLY_DAYS = 14


class CrmVnMessage(models.Model):
    _inherit = "crm.vn.message"

    def _vn_take_reply(self):
        """Take in a reply: an opt-out, else a comment on the customer."""
        for message in self.sudo():  # sudo: replies come without a user
            message._vn_mark_answered()
            company = message.with_company(message.company_id)
            if is_refusal(message.body):
                company._vn_take_refusal()
            if message.partner_id:
                company._vn_show_reply()

    def _vn_mark_answered(self):
        """Mark the message that this one is the answer to."""
        domain = [
            ("direction", "=", "out"),
            ("channel", "=", self.channel),
            ("company_id", "=", self.company_id.id),
            ("sent_date", "!=", False),
            ("date", ">=", self.date - timedelta(days=REPLY_DAYS)),
        ]
        if self.partner_id:
            domain.append(("partner_id", "=", self.partner_id.id))
        else:
            domain.append(("number", "=", self.number))
        last = self.search(domain, limit=1)
        last._vn_write({"answered": True})
        return last

    def _vn_take_refusal(self):
        """Withdraw consent to adverts for the customer, else for the bare number."""
        if self.partner_id:
            self.partner_id._vn_withdraw_by_reply(self.channel, self.body)
        elif self.number:
            self.env["crm.vn.consent"]._record(
                self.channel,
                "advert",
                "withdrawn",
                "reply",
                address=self.number,
                company_id=self.company_id.id,
                note=(self.body or "")[:200],
            )

    def _vn_show_reply(self):
        """Show the reply in the customer's discussion, and tell the owner."""
        partner = self.partner_id
        owner = partner.user_id or partner.commercial_partner_id.user_id
        posted = partner.with_context(vn_no_contact=True).message_post(
            body=self.body or "",
            author_id=partner.id,
            message_type="comment",
            subtype_xmlid="mail.mt_note",
            partner_ids=owner.filtered("active").partner_id.ids,
        )
        self._vn_write({"mail_message_id": posted.id})
        partner._vn_touch("reply", self.date, user=self.env["res.users"], source=self)

    def _vn_touch_customers(self):
        """A message that a person sent is a contact with the customer; bulk is none."""
        contacts = [
            (
                message.partner_id,
                "message",
                message.sent_date or fields.Datetime.now(),
                message.user_id,
                message,
            )
            for message in self.sudo()  # sudo: the customers are the messages' own
            if message._vn_is_contact()
        ]
        if contacts:
            self.env["res.partner"].sudo()._vn_touch_all(contacts)

    def _vn_is_contact(self):
        """Tell whether a message is a contact: of a person, to one customer."""
        robots = self._vn_get_robots()
        return bool(
            self.partner_id
            and not self.is_bulk
            and self.user_id
            and self.user_id.id not in robots
        )

    @api.model
    def _vn_get_robots(self):
        """Return the ids of users who are no persons."""
        return [
            self.env["ir.model.data"]._xmlid_to_res_id(name)
            for name in ("base.user_root", "base.public_user")
        ]

    @api.model
    def _vn_get_contact_statement(self):
        """Return the SELECT of the facts of last contact that messages are."""
        return SQL(
            """
            SELECT m.partner_id, %(day)s AS day,
                   CASE m.direction WHEN 'in' THEN 'reply'
                                    ELSE 'message' END::varchar AS kind,
                   NULL::int AS type_id, m.user_id,
                   'crm.vn.message'::varchar AS model, m.id AS res_id
              FROM crm_vn_message m
             WHERE m.partner_id IS NOT NULL AND m.is_bulk IS NOT TRUE
               AND (m.direction = 'in' OR (m.sent_date IS NOT NULL
                    AND m.user_id <> ALL(%(robots)s)))
            """,
            day=self.env.company._vn_day_sql(SQL("COALESCE(m.sent_date, m.date)")),
            robots=self._vn_get_robots(),
        )
