from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.crm_vn_duplicate.tools import phone

STATES = [
    ("new", "New"),
    ("ringing", "Ringing"),
    ("answered", "Answered"),
    ("missed", "Missed"),
    ("no_answer", "No answer"),
    ("busy", "Busy"),
    ("failed", "Failed"),
    ("voicemail", "Voicemail"),
]


class CrmVnCall(models.Model):
    """One conversation on the phone, whatever many events told of it."""

    _name = "crm.vn.call"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "crm.vn.protected.mixin",
        "crm.vn.customer.link.mixin",
        "crm.vn.company.mixin",
    ]
    _description = "Call"
    _order = "started desc, id desc"
    _rec_name = "number"
    _vn_customer_links = ("partner_id", "lead_id")
    _vn_company_links = ("result_id",)
    _vn_engine_fields = (
        "provider_id",
        "company_id",
        "conversation",
        "client_ref",
        "direction",
        "number",
        "number_key",
        "hotline",
        "state",
        "is_over",
        "is_settled",
        "settle_at",
        "started",
        "hour",
        "answered",
        "ended",
        "talk_seconds",
        "recording",
        "facts",
        "user_id",
        "is_manual",
    )

    # === What happened ===
    provider_id = fields.Many2one(
        "crm.vn.call.provider",
        string="Switchboard",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    conversation = fields.Char(readonly=True, copy=False)
    client_ref = fields.Char(
        string="Our mark", readonly=True, copy=False, index="btree_not_null"
    )
    direction = fields.Selection(
        [("in", "Incoming"), ("out", "Outgoing"), ("internal", "Internal")],
        required=True,
        readonly=True,
        default="in",
    )
    number = fields.Char(readonly=True, help="Of the other side")
    number_key = fields.Char(readonly=True, index="btree_not_null")
    hotline = fields.Char(string="Our number", readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="new")
    started = fields.Datetime(string="Began", readonly=True, index=True)
    answered = fields.Datetime(readonly=True)
    ended = fields.Datetime(readonly=True)
    talk_seconds = fields.Integer(string="Seconds of talk", readonly=True)
    hour = fields.Integer(
        string="Hour of the day",
        compute="_compute_hour",
        store=True,
        aggregator=None,
        help="At which it began, by the company's clock",
    )
    talk_minutes = fields.Float(
        string="Talk",
        compute="_compute_talk_minutes",
        store=True,
        aggregator="sum",
        help="Minutes in which two people talked",
    )
    recording = fields.Char(readonly=True, copy=False, groups="base.group_system")
    has_recording = fields.Boolean(
        compute="_compute_has_recording", compute_sudo=True, string="Recorded"
    )
    leg_ids = fields.One2many("crm.vn.call.leg", "call_id", readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Employee", readonly=True, index="btree_not_null"
    )
    is_manual = fields.Boolean(string="Logged by hand", readonly=True)

    # === What it is about ===
    partner_id = fields.Many2one(
        "res.partner", string="Customer", index="btree_not_null", ondelete="set null"
    )
    candidate_ids = fields.Many2many(
        "res.partner",
        string="Who has this number",
        compute="_compute_candidate_ids",
        help="More than one customer has it: choose who it was",
    )
    lead_id = fields.Many2one(
        "crm.lead", string="Opportunity", index="btree_not_null", ondelete="set null"
    )
    purpose = fields.Selection(
        [
            ("care", "Care"),
            ("advert", "Advert"),
            ("transaction", "Transaction"),
            ("survey", "Survey"),
        ],
        default="care",
    )
    result_id = fields.Many2one("crm.vn.call.result", index=True)
    note = fields.Text()

    # === How it is known ===
    facts = fields.Json(readonly=True, copy=False, groups="base.group_system")
    is_over = fields.Boolean(readonly=True)
    is_settled = fields.Boolean(readonly=True)
    settle_at = fields.Datetime(readonly=True)

    _conversation_uniq = models.UniqueIndex(
        "(provider_id, conversation) WHERE conversation IS NOT NULL",
        "This conversation is there already.",
    )
    _settle_idx = models.Index("(settle_at) WHERE is_settled IS NOT TRUE AND is_over")
    _recording_idx = models.Index("(started) WHERE recording IS NOT NULL")
    _number_idx = models.Index("(company_id, number_key, started)")

    # === Computes ===
    @api.depends("started", "company_id")
    def _compute_hour(self):
        for call in self:
            local = call.started and call.company_id._vn_local(call.started)
            call.hour = local.hour if local else 0

    @api.depends("talk_seconds")
    def _compute_talk_minutes(self):
        for call in self:
            call.talk_minutes = call.talk_seconds / 60

    @api.depends("recording")
    def _compute_has_recording(self):
        for call in self:
            call.has_recording = bool(
                call.recording and call.provider_id.announcement_played
            )

    @api.depends("number_key", "company_id")
    def _compute_candidate_ids(self):
        """Those that have the number, as far as the reader may see them."""
        found = self.env["crm.vn.call.matcher"]._find(self.mapped("number_key"))
        for call in self:
            partners = found.get(call.number_key, self.env["res.partner"])
            call.candidate_ids = partners.filtered(
                lambda partner, call=call: (
                    not partner.company_id or partner.company_id == call.company_id
                )
            )._filtered_access("read")

    @api.depends("number", "number_key", "partner_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for call in self:
            who = call.partner_id.name or call.lead_id.name
            number = phone.display(call.number_key or call.number or "")
            call.display_name = " · ".join(filter(None, [who, number])) or self.env._(
                "Unknown number"
            )

    # === CRUD ===
    def write(self, vals):
        moved = self.browse()
        if "partner_id" in vals:
            moved = self.filtered(lambda call: call.partner_id.id != vals["partner_id"])
        result = super().write(vals)
        if moved:
            moved._tell_contact_anew()
        return result

    def copy_data(self, default=None):
        raise UserError(self.env._("A call happened once: it can't be copied."))

    def _tell_contact_anew(self):
        """The contact is another customer's now."""
        partners = self.env["res.partner"]
        partners._vn_untouch(self)
        self.filtered("is_settled")._touch_customers()

    def _touch_customers(self):
        """An answered call is a contact with its customer."""
        spoken = self.filtered(
            lambda call: call.partner_id and call.state == "answered"
        )
        for company, calls in spoken.grouped("company_id").items():
            self.env["res.partner"].with_company(company)._vn_touch_all(
                [
                    (
                        call.partner_id,
                        "call",
                        call.answered or call.started,
                        call.user_id,
                        call,
                    )
                    for call in calls
                ]
            )

    # === Actions ===
    @api.readonly
    def action_after_call(self):
        """Open what is noted after a call: how it went, a note, the next step."""
        self.ensure_one()
        self.check_access("read")
        # who answered the call need not be one who sees the customer
        customer = self.partner_id if self.partner_id.has_access("read") else None
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("How did it go?"),
            "res_model": "crm.vn.call.log",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_call_id": self.id,
                "default_partner_id": customer and customer.id,
            },
        }

    def action_call_back(self):
        """Ask the switchboard for a call to this number."""
        self.ensure_one()
        record = self.partner_id or self.lead_id or self
        return self.env["crm.vn.call.dialer"]._get_action(record, self.number)

    @api.readonly
    def action_play(self):
        """Open the recording."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/vn/call/{self.id}/recording",
            "target": "new",
        }

    # === Queries ===
    def _phone_get_number_fields(self):
        return ["number"]

    @api.model
    def _get_open_domain(self, user):
        """Return the domain of the calls that *user* has open."""
        since = fields.Datetime.now() - timedelta(hours=4)
        return (
            Domain("user_id", "=", user.id)
            & Domain("is_over", "=", False)
            & Domain("is_manual", "=", False)
            & Domain("started", ">=", since)
        )
