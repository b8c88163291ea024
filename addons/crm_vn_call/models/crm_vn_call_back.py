from odoo import api, fields, models
from odoo.tools import SQL


class CrmVnCallBack(models.Model):
    """A number that has to be called back: one a number and day, until it is done."""

    _name = "crm.vn.call.back"
    _inherit = ["crm.vn.customer.link.mixin", "crm.vn.protected.mixin"]
    _vn_customer_links = ()
    _description = "Call back"
    _order = "deadline, id"
    _rec_name = "number"
    _vn_engine_fields = (
        "company_id",
        "number",
        "number_key",
        "date",
        "hour",
        "missed_count",
        "call_id",
        "partner_id",
        "deadline",
        "state",
        "done_call_id",
        "done_at",
        "minutes_waited",
        "activity_id",
    )

    company_id = fields.Many2one("res.company", required=True, readonly=True)
    number = fields.Char(readonly=True)
    number_key = fields.Char(required=True, readonly=True)
    date = fields.Date(string="Day", required=True, readonly=True)
    hour = fields.Integer(
        string="Hour of the day",
        readonly=True,
        aggregator=None,
        help="At which the first one was missed, by the company's clock",
    )
    missed_count = fields.Integer(string="Missed calls", readonly=True, default=1)
    call_id = fields.Many2one(
        "crm.vn.call",
        string="Latest missed call",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Calls back",
        domain="[('share', '=', False)]",
        index="btree_not_null",
    )
    deadline = fields.Datetime(readonly=True)
    state = fields.Selection(
        [("open", "Open"), ("done", "Done")],
        required=True,
        readonly=True,
        default="open",
    )
    done_call_id = fields.Many2one(
        "crm.vn.call",
        string="Answered by",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    done_at = fields.Datetime(string="Done at", readonly=True)
    minutes_waited = fields.Float(
        string="Minutes until called back",
        readonly=True,
        aggregator="avg",
        help="In working time",
    )
    activity_id = fields.Many2one(
        "mail.activity", readonly=True, index="btree_not_null", ondelete="set null"
    )

    _open_uniq = models.UniqueIndex(
        "(company_id, number_key, date) WHERE state = 'open'",
        "This number is to be called back already.",
    )

    # === Opening ===
    @api.model
    def _missed(self, calls):
        """Have these missed calls called back.

        :param calls: records of ``crm.vn.call``, in sudo mode
        """
        for call in calls.filtered("number_key"):
            if call._is_settled_since():
                continue
            company = call.company_id
            day = company._vn_day(call.started)
            [(back_id, is_new)] = self.env.execute_query(
                SQL(
                    """INSERT INTO crm_vn_call_back
                        (company_id, number, number_key, date, hour, missed_count,
                        call_id, partner_id, state, create_date, create_uid)
                    VALUES (%s, %s, %s, %s, %s, 1, %s, %s, 'open', %s, %s)
                    ON CONFLICT (company_id, number_key, date) WHERE state = 'open'
                    DO UPDATE SET missed_count = crm_vn_call_back.missed_count + 1,
                        call_id = EXCLUDED.call_id
                    RETURNING id, xmax = 0""",
                    company.id,
                    call.number,
                    call.number_key,
                    day,
                    company._vn_local(call.started).hour,
                    call.id,
                    call.partner_id.id or None,
                    fields.Datetime.now(),
                    self.env.uid,
                )
            )
            # sudo: the system keeps the list of who is to be called back
            back = self.sudo()._vn_as_engine().browse(back_id)
            back.invalidate_recordset(flush=False)
            if is_new:
                back._plan()
            elif back.activity_id:
                back.activity_id.summary = back._get_summary()

    def _plan(self):
        """Say who calls back and until when, and plan it for him."""
        self.ensure_one()
        call = self.call_id
        company = self.company_id
        began = call.started or fields.Datetime.now()
        hours = company.vn_call_back_hours
        self.deadline = company._vn_add_working_hours(began, hours) or began
        self.user_id = self._get_user()
        if not self.user_id:
            return
        record = call.partner_id or call.lead_id or call
        # the person it is for may be another than who may plan here
        self.activity_id = record.with_company(company).activity_schedule(
            "crm_vn_call.mail_activity_type_call_back",
            date_deadline=company._vn_day(self.deadline),
            summary=self._get_summary(),
            user_id=self.user_id.id,
        )

    def _get_summary(self):
        """Return what stands in the list of to-dos, in the language of whose it is.

        A switchboard tells of calls, and has no language.
        """
        self.ensure_one()
        self = self.with_context(lang=self.user_id.lang or self.env.lang)
        return self.env._(
            "Call back %(number)s: %(count)s missed",
            number=self.call_id.display_name or self.number,
            count=self.missed_count,
        )

    def _get_user(self):
        """Return who calls back: the owner, else who is on duty, else the fallback."""
        self.ensure_one()
        call = self.call_id
        owners = (
            call.partner_id.user_id
            | call.partner_id.commercial_partner_id.user_id
            | call.lead_id.user_id
        )
        duty = self.env["crm.vn.call.duty"]._get_user(self.company_id, call.started)
        for user in [*owners, duty, call.provider_id.user_id]:
            if user.active and not user.share and self.company_id in user.company_ids:
                return user
        return self.env["res.users"]

    # === Closing ===
    @api.model
    def _answered(self, calls):
        """Close what these answered calls did: either way, long enough."""
        spoken = calls.filtered(
            lambda call: (
                call.number_key
                and call.talk_seconds >= call.company_id.vn_call_min_seconds
            )
        )
        if not spoken:
            return
        # sudo: an answered call closes it, whoever it was meant for
        waiting = self.sudo().search(
            [
                ("company_id", "in", spoken.company_id.ids),
                ("number_key", "in", spoken.mapped("number_key")),
                ("state", "=", "open"),
            ]
        )
        by_number = waiting.grouped(lambda back: (back.company_id, back.number_key))
        for call in spoken:
            backs = by_number.get((call.company_id, call.number_key), self.browse())
            until = call.ended or fields.Datetime.now()
            backs.filtered(
                lambda back, until=until: (
                    back.state == "open"
                    and back.call_id.started
                    and back.call_id.started <= until
                )
            )._close(call)

    def _close(self, call=None):
        """Close these, by an answered call or because somebody said so."""
        engine = self.filtered(lambda back: back.state == "open")._vn_as_engine()
        for back in engine:
            done_at = (call and (call.answered or call.ended)) or fields.Datetime.now()
            began = back.call_id.started or back.create_date
            hours = back.company_id._vn_working_hours_between(began, done_at)
            back.write(
                {
                    "state": "done",
                    "done_call_id": call.id if call else False,
                    "done_at": done_at,
                    "minutes_waited": hours * 60,
                }
            )
        activities = engine.activity_id.filtered("active")
        if call and activities:
            # sudo: in the name of who talked, though the to-do may be a colleague's
            activities.with_user(call.user_id or self.env.user).sudo().action_feedback(
                feedback=self.env._("Called: %s", call.display_name)
            )

    def action_done(self):
        """Say that this needs no call any more."""
        self.check_access("write")
        # sudo: the columns of this button; who may write was checked
        activities = self.sudo().activity_id.filtered("active")
        self.sudo()._close()
        activities.action_feedback()
        return True

    def action_call(self):
        """Call the number."""
        self.ensure_one()
        record = self.partner_id or self.call_id
        return self.env["crm.vn.call.dialer"]._get_action(record, self.number)
