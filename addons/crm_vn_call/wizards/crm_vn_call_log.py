from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.crm_vn_duplicate.tools import phone


class CrmVnCallLog(models.TransientModel):
    """After a call: how it went, a note, the next step. Also without a switchboard."""

    _name = "crm.vn.call.log"
    _inherit = "crm.vn.customer.link.mixin"
    _description = "Note a call"
    _vn_customer_links = ("partner_id", "call_id", "activity_id")

    call_id = fields.Many2one("crm.vn.call", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer")
    candidate_ids = fields.Many2many(related="call_id.candidate_ids")
    direction = fields.Selection(
        [("out", "Outgoing"), ("in", "Incoming")], default="out", required=True
    )
    result_id = fields.Many2one("crm.vn.call.result", required=True)
    minutes = fields.Integer(string="Minutes of talk")
    note = fields.Text()
    next_type_id = fields.Many2one(
        "mail.activity.type",
        string="Next step",
        domain="[('res_model', 'in', [False, 'res.partner'])]",
    )
    next_date = fields.Date(string="On")
    activity_id = fields.Many2one(
        "mail.activity",
        string="Finishes the to-do",
        domain="[('res_model', '=', 'res.partner'), ('res_id', '=', partner_id),"
        " ('user_id', '=', uid)]",
        help="The planned call that this one was",
    )

    @api.onchange("result_id")
    def _onchange_result_id(self):
        """Propose the next step that the result asks for."""
        result = self.result_id
        self.next_type_id = result.next_type_id
        today = self.env.company._vn_today()
        self.next_date = (
            today + timedelta(days=result.next_days) if result.next_type_id else False
        )

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        """Propose the planned call that is due."""
        if not self.partner_id:
            return
        due = self.env["mail.activity"].search(
            [
                ("res_model", "=", "res.partner"),
                ("res_id", "=", self.partner_id.id),
                ("user_id", "=", self.env.uid),
                ("activity_type_id.category", "=", "phonecall"),
                ("date_deadline", "<=", self.env.company._vn_today()),
            ],
            limit=1,
        )
        self.activity_id = due

    def action_save(self):
        """Write it down."""
        self.ensure_one()
        call = self.call_id or self._make_call()
        call.check_access("write")
        values = {"result_id": self.result_id.id, "note": self.note}
        if self.partner_id and call.partner_id != self.partner_id:
            values["partner_id"] = self.partner_id.id
        call.write(values)
        if self.activity_id:
            if self.activity_id.user_id != self.env.user:
                raise UserError(self.env._("This to-do is somebody else's."))
            self.activity_id.action_feedback(feedback=self.note or self.result_id.name)
        if self.next_type_id and self.partner_id:
            self.partner_id.activity_schedule(
                activity_type_id=self.next_type_id.id,
                date_deadline=self.next_date or self.env.company._vn_today(),
                summary=(self.note and self.note.splitlines()[0][:80]) or False,
                user_id=self.env.uid,
            )
        who = self.partner_id or call.partner_id
        if self.result_id.is_refusal and who:
            who._vn_record_consent("call", "advert", "withdrawn", "call_centre")
        return {"type": "ir.actions.act_window_close"}

    def _make_call(self):
        """Return the call that is logged by hand."""
        if not self.partner_id:
            raise UserError(self.env._("Say whom you called."))
        self.partner_id.check_access("read")
        spoke = self.result_id.is_contact
        number = phone.parse(self.partner_id.phone).numbers[:1]
        now = fields.Datetime.now()
        if not 0 <= self.minutes <= 600:
            raise UserError(self.env._("A call takes between 0 and 600 minutes."))
        seconds = self.minutes * 60 if spoke else 0
        # sudo: a call of one's own; what the engine keeps is given here and no more
        calls = self.env["crm.vn.call"].sudo()._vn_as_engine(mail_create_nolog=True)
        missed = "missed" if self.direction == "in" else "no_answer"
        call = calls.create(
            {
                "company_id": self.env.company.id,
                "direction": self.direction,
                "number": number[0] if number else self.partner_id.phone,
                "number_key": number[0] if number else False,
                "state": "answered" if spoke else missed,
                "started": now - timedelta(seconds=seconds),
                "answered": now - timedelta(seconds=seconds) if spoke else False,
                "ended": now,
                "talk_seconds": seconds,
                "user_id": self.env.uid,
                "partner_id": self.partner_id.id,
                "is_over": True,
                "is_settled": True,
                "is_manual": True,
            }
        )
        if spoke:
            call._touch_customers()
            self.env["crm.vn.call.back"]._answered(call)
        if self.direction == "out":
            self.partner_id._vn_register_contact("call", "care", now, call)
        return self.env["crm.vn.call"].browse(call.id)
