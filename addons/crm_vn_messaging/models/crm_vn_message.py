from uuid import uuid4

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.crm_vn_base.tools import sms_parts
from odoo.addons.crm_vn_consent.models.crm_vn_channel_mixin import (
    CHANNEL_NAMES,
    PURPOSE_NAMES,
)
from odoo.addons.crm_vn_duplicate.tools import phone

from ..tools import states

STATES = [
    ("queued", "In the queue"),
    ("held", "Waits for its time"),
    ("sending", "Being sent"),
    ("unknown", "Perhaps sent"),
    ("accepted", "Sent"),
    ("sent", "With the carrier"),
    ("delivered", "Delivered"),
    ("read", "Read"),
    ("failed", "Failed"),
    ("refused", "Not allowed"),
    ("cancelled", "Cancelled"),
    ("received", "Received"),
]


class CrmVnMessage(models.Model):
    """The lasting log of SMS and Zalo, in both directions.

    Odoo's own ``sms.sms`` rows are deleted soon after they left; this row stays, on the
    customer. The system alone writes it: :meth:`_vn_log_outgoing` and
    :meth:`_vn_log_incoming` make it, :meth:`_vn_report` moves its state.
    """

    _name = "crm.vn.message"
    _inherit = ["crm.vn.channel.mixin", "crm.vn.protected.mixin"]
    _description = "SMS or Zalo message"
    _order = "date desc, id desc"
    _rec_name = "body"
    _vn_engine_only = True

    # === What ===
    channel = fields.Selection(CHANNEL_NAMES, readonly=True, index=True)
    purpose = fields.Selection(PURPOSE_NAMES, readonly=True)
    kind = fields.Selection([("sms", "SMS")], required=True, readonly=True)
    direction = fields.Selection(
        [("out", "Sent"), ("in", "Received")], required=True, readonly=True
    )
    body = fields.Text(string="Text", readonly=True)
    uuid = fields.Char(string="Request ID", readonly=True, required=True)
    reference = fields.Char(
        string="Gateway's ID", readonly=True, index="btree_not_null"
    )
    # === Who ===
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    number = fields.Char(readonly=True, index="btree_not_null")
    user_id = fields.Many2one("res.users", string="Sent by", readonly=True, index=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    provider_id = fields.Many2one(
        "crm.vn.sms.provider",
        string="Gateway",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    brand = fields.Char(readonly=True)
    sms_template_id = fields.Many2one(
        "sms.template", string="Template", readonly=True, ondelete="set null"
    )
    campaign_id = fields.Many2one(
        "utm.campaign", readonly=True, index="btree_not_null", ondelete="set null"
    )
    res_model = fields.Char(string="Document model", readonly=True)
    res_id = fields.Many2oneReference(
        string="Document", model_field="res_model", readonly=True
    )
    mail_message_id = fields.Many2one(
        "mail.message", readonly=True, index="btree_not_null", ondelete="set null"
    )
    is_bulk = fields.Boolean(
        string="In bulk",
        readonly=True,
        help="One of many: no contact of a person with the customer",
    )
    # === What became of it ===
    state = fields.Selection(STATES, required=True, readonly=True, index=True)
    date = fields.Datetime(required=True, readonly=True, index=True)
    sent_date = fields.Datetime(string="Sent on", readonly=True)
    delivered_date = fields.Datetime(string="Delivered on", readonly=True)
    not_before = fields.Datetime(readonly=True)
    claimed_date = fields.Datetime(readonly=True, groups="base.group_system")
    attempts = fields.Integer(readonly=True)
    verdict = fields.Char(readonly=True)
    verdict_text = fields.Char(string="Why", compute="_compute_verdict_text")
    error_code = fields.Char(readonly=True)
    error_text = fields.Char(string="Error", readonly=True)
    answered = fields.Boolean(readonly=True, help="The customer replied to it")
    contact_log_id = fields.Many2one(
        "crm.vn.contact.log",
        readonly=True,
        ondelete="set null",
        groups="base.group_system",
    )
    fallback_of_id = fields.Many2one(
        "crm.vn.message",
        string="Sent instead of",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    # === What it costs ===
    parts = fields.Integer(readonly=True, aggregator="sum")
    price = fields.Monetary(readonly=True, aggregator="sum")
    currency_id = fields.Many2one(related="company_id.currency_id")

    _uuid_uniq = models.UniqueIndex("(uuid)")
    _partner_idx = models.Index("(partner_id, date DESC, id DESC)")
    _open_idx = models.Index(
        "(state, not_before) WHERE state IN ('queued', 'held', 'sending', 'unknown')"
    )

    @api.depends("verdict")
    @api.depends_context("lang")
    def _compute_verdict_text(self):
        reasons = self.env["crm.vn.contact.verdict"]._get_reasons()
        for message in self:
            message.verdict_text = reasons.get(message.verdict, False)

    # === Who reads it: who reads the customer ===
    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not (self.env.su or bypass_access):
            domain = Domain(domain) & self._get_readable_domain()
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if self.env.su or not any(self._ids):
            return result
        hidden = self._vn_get_hidden() - (result[0] if result else self.browse())
        if not hidden:
            return result
        refuse = result[1] if result else hidden._vn_make_access_error
        return hidden | (result[0] if result else self.browse()), refuse

    @api.model
    def _get_readable_domain(self):
        """Return the domain of the messages whose customer the user reads."""
        partners = self.env["res.partner"]._search([])
        domain = Domain("partner_id", "in", partners)
        nobody = Domain("partner_id", "=", False)
        if not self.env.user.has_group("sales_team.group_sale_manager"):
            nobody &= Domain("user_id", "=", self.env.uid)
        return domain | nobody

    def _vn_get_hidden(self):
        """Return those of these messages whose customer the user may not read."""
        stored = self.filtered("id")
        # sudo: asks for ids only, by the domain of what this user reads
        readable = (
            self.browse(stored.ids)
            .sudo()
            .search(Domain("id", "in", stored.ids) & self._get_readable_domain())
        )
        return stored - stored.browse(readable.ids)

    def _vn_make_access_error(self):
        return AccessError(
            self.env._(
                "You may not see the customer of this message. Ask a sales manager."
            )
        )

    # === Making ===
    @api.model
    def _vn_log_outgoing(self, vals_list):
        """Add messages that are to be sent.

        :param vals_list: values; ``kind``, ``channel``, ``purpose``, ``company_id``,
            ``number`` (any spelling) and ``body`` at least
        :return: the messages, in that order
        """
        now = fields.Datetime.now()
        rows = []
        for vals in vals_list:
            number = vals.get("number")
            rows.append(
                {
                    "direction": "out",
                    "state": "queued",
                    "date": now,
                    "user_id": self.env.uid,
                    "uuid": uuid4().hex,
                    **vals,
                    "number": self._vn_get_number_key(number),
                }
            )
        self._vn_find_partners(rows)
        # sudo: who may send has it logged; nobody writes the log himself
        return self.sudo()._vn_as_engine().create(rows).with_env(self.env)

    @api.model
    def _vn_get_number_key(self, number):
        """Return the form in which a number is compared, else as it is written."""
        return phone.key((number or "")[:200]) or number

    @api.model
    def _vn_log_incoming(self, values):
        """Add a message that came from a customer and tell those concerned.

        :param values: as for :meth:`_vn_log_outgoing`
        :return: the message
        """
        row = {
            "direction": "in",
            "state": "received",
            "date": fields.Datetime.now(),
            "user_id": False,
            "purpose": "care",
            **values,
        }
        message = self._vn_log_outgoing([row])
        message._vn_take_reply()
        return message

    @api.model
    def _vn_find_partners(self, rows):
        """Name the customer of each number that is one customer's alone."""
        numbers = {
            row["number"]
            for row in rows
            if not row.get("partner_id") and row.get("number")
        }
        if not numbers:
            return
        # sudo: the log shows it to those only who may read the customer
        groups = (
            self.env["res.partner"]
            .sudo()
            ._read_group(
                [("vn_contact_number", "in", list(numbers))],
                ["vn_contact_number"],
                ["id:recordset"],
            )
        )
        found = dict(groups)
        for row in rows:
            known = found.get(row.get("number"))
            if row.get("partner_id") or not known:
                continue
            known = known.filtered(
                lambda partner, company=row["company_id"]: (
                    partner.company_id.id in (False, company)
                )
            )
            if len(known) == 1:
                row["partner_id"] = known.id

    def _vn_write(self, values):
        """Write what the system alone writes, on many messages alike."""
        if self:
            # sudo: the log is the system's
            self.sudo()._vn_as_engine().write(values)

    # === What it will cost ===
    @api.model
    def _vn_estimate(self, text, provider):
        """Return (measure, price) of a text as SMS by a gateway."""
        size = sms_parts.measure(text)
        # sudo: the price is no secret, the keys beside it are
        return size, size.parts * provider.sudo().part_price

    # === Screens ===
    @api.readonly
    def action_open_document(self):
        """Open the customer's document that it was sent about."""
        self.ensure_one()
        self.check_access("read")
        model = self.res_model if self.res_model in self.env else "res.partner"
        res_id = self.res_id if self.res_model in self.env else self.partner_id.id
        return {
            "type": "ir.actions.act_window",
            "res_model": model,
            "res_id": res_id,
            "views": [(False, "form")],
        }

    def action_cancel(self):
        """Take messages back that have not left yet."""
        self._vn_check_manager()
        # sudo: after the check; what has left stays as it is
        waiting = self.sudo().filtered(
            lambda message: message.state in ("queued", "held")
        )
        if not waiting:
            raise UserError(self.env._("These messages have left already."))
        waiting._vn_write({"state": "cancelled", "not_before": False})
        waiting._vn_unregister()
        waiting._vn_follow()

    def action_was_sent(self):
        """Say of a message of which nobody knows that it was sent."""
        self._vn_check_manager()
        self.filtered(lambda m: m.state == "unknown")._vn_report("accepted")

    def action_was_not_sent(self):
        """Say of a message of which nobody knows that it was not sent."""
        self._vn_check_manager()
        doubtful = self.filtered(lambda message: message.state == "unknown")
        doubtful._vn_report("failed", error_text=self.env._("Not sent"))
        doubtful._vn_unregister()

    def _vn_check_manager(self):
        """Raise unless the user reads these messages and leads sales or sent them."""
        self.check_access("read")
        others = self.filtered(lambda message: message.user_id != self.env.user)
        if others and not self.env.user.has_group("sales_team.group_sale_manager"):
            raise AccessError(
                self.env._(
                    "Only who sent a message, or a sales manager, decides about it."
                )
            )

    def _vn_follow(self):
        """Hook: the queue of a kind of message follows its log (``sms.sms``, …)."""

    # === Reports ===
    def _vn_report(self, state, moment=None, **values):
        """Take in what is told of these messages; nothing ever falls back.

        :param str state: key of ``tools.states.RANKS``
        :param datetime moment: when it happened, naive UTC; now by default
        :param values: ``error_code``, ``error_text``, ``reference``, ``price``
        :return: the messages whose state changed
        """
        moment = moment or fields.Datetime.now()
        if self:
            # reports of one message wait for each other and see the last state
            self.env.execute_query(
                SQL(
                    "SELECT id FROM crm_vn_message WHERE id = ANY(%s)"
                    " ORDER BY id FOR UPDATE",
                    self.ids,
                )
            )
            self.invalidate_recordset(["state"])
        moved = self.browse()
        for message in self.sudo():  # sudo: reports come without a user
            new = states.advance(message.state, state)
            told = {name: value for name, value in values.items() if value}
            if new == message.state:
                told = {
                    name: value
                    for name, value in told.items()
                    if name in ("reference", "price") and not message[name]
                }
            else:
                told["state"] = new
                moved |= message.sudo(self.env.su)
                if new in states.LEFT and not message.sent_date:
                    told["sent_date"] = moment
                if new in ("delivered", "read"):
                    told.update(error_code=False, error_text=False)
                    told.setdefault("delivered_date", message.delivered_date or moment)
            if told:
                message._vn_as_engine().write(told)
        moved._vn_on_moved(state)
        moved._vn_follow()
        return moved

    def _vn_on_moved(self, state):
        """Hook: after reports, or the queue, moved these messages to *state*."""
        if state in states.LEFT:
            self._vn_touch_customers()
