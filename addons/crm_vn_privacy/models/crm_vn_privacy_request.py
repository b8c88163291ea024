from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.crm_vn_consent.models.crm_vn_channel_mixin import CHANNELS

from .crm_vn_privacy_term import KINDS

OPEN = ("new", "confirmed")


class CrmVnPrivacyRequest(models.Model):
    """What a person asks about his or her data, from entry to report."""

    _name = "crm.vn.privacy.request"
    _inherit = [
        "crm.vn.protected.mixin",
        "crm.vn.customer.link.mixin",
        "crm.vn.company.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _description = "Privacy request"
    _order = "due_date, id"
    _vn_engine_fields = ("state", "result", "done_date", "reminder_date")
    _vn_sudo_fields = ("name", "is_extended")

    name = fields.Char(readonly=True, copy=False, default="/")
    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, index=True, tracking=True
    )
    kind = fields.Selection(KINDS, required=True, tracking=True)
    state = fields.Selection(
        [
            ("new", "New"),
            ("confirmed", "Identity confirmed"),
            ("done", "Done"),
            ("refused", "Refused"),
        ],
        default="new",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        tracking=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    received_date = fields.Date(
        required=True, default=lambda self: self.env.company._vn_today()
    )
    answer_date = fields.Date(
        string="Answer until", compute="_compute_dates", store=True
    )
    due_date = fields.Date(
        string="Done until", compute="_compute_dates", store=True, tracking=True
    )
    is_extended = fields.Boolean(
        string="Term extended", readonly=True, copy=False, tracking=True
    )
    extension_reason = fields.Char(copy=False)
    is_late = fields.Boolean(compute="_compute_is_late", search="_search_is_late")
    identity_method = fields.Char(
        string="Identity confirmed by",
        copy=False,
        help="How it was made sure that the person asks: call back, paper, visit",
    )
    evidence = fields.Binary(string="Written request", attachment=True, copy=False)
    evidence_name = fields.Char(copy=False)
    text = fields.Text(string="What is asked", help="The words of the person")
    result = fields.Html(readonly=True, copy=False)
    is_restricting = fields.Boolean(
        string="Use of data restricted", compute="_compute_is_restricting"
    )
    done_date = fields.Date(readonly=True, copy=False)

    @api.depends("kind", "received_date", "is_extended", "company_id")
    def _compute_dates(self):
        terms = self.env["crm.vn.privacy.term"]
        for request in self:
            day = request.received_date
            term = terms._get_term(request.kind, day) if day else terms
            if not term:
                request.answer_date = request.due_date = False
                continue
            days = term.due_days + request.is_extended * term.extension_days
            request.answer_date = request._add_working_days(day, term.answer_days)
            request.due_date = request._add_working_days(day, days)

    def _add_working_days(self, day, number):
        """Return the working day *number* working days after *day*."""
        company = self.company_id or self.env.company
        last = day
        while number > 0:
            worked = company._vn_working_days(
                last + timedelta(days=1), last + timedelta(days=number * 2 + 14)
            )
            if len(worked) >= number:
                return worked[number - 1]
            number -= len(worked)
            last += timedelta(days=number * 2 + 14)
        return day

    @api.depends("due_date", "state")
    def _compute_is_late(self):
        for request in self:
            today = (request.company_id or self.env.company)._vn_today()
            request.is_late = (
                request.state in OPEN
                and bool(request.due_date)
                and request.due_date < today
            )

    def _search_is_late(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        domain = [
            ("state", "in", OPEN),
            ("due_date", "<", self.env.company._vn_today()),
        ]
        wanted = (True in value) == (operator == "in")
        return domain if wanted else ["!", "&", *domain]

    @api.depends("kind", "state", "partner_id.vn_processing_restricted")
    def _compute_is_restricting(self):
        for request in self:
            request.is_restricting = (
                request.kind == "restrict"
                and request.state == "done"
                and request.partner_id.vn_processing_restricted
            )

    # === Create and write ===
    @api.model_create_multi
    def create(self, vals_list):
        requests = super().create(vals_list)
        for request in requests:
            # sudo: whoever takes a request down gives it a number
            number = self.env["ir.sequence"].sudo().next_by_code(self._name)
            request._vn_as_engine().name = number or "/"
            terms = {
                request.answer_date: self.env._("Answer the privacy request"),
                request.due_date: self.env._("Carry out the privacy request"),
            }
            for day, summary in terms.items():
                request.activity_schedule(
                    "mail.mail_activity_data_todo",
                    date_deadline=day or request.received_date,
                    summary=summary,
                    user_id=request.user_id.id or self.env.uid,
                )
        return requests

    def write(self, vals):
        if {"partner_id", "kind"} & vals.keys() and any(
            request.state in ("done", "refused") for request in self
        ):
            raise UserError(
                self.env._("A finished request is the proof of what was done.")
            )
        before = {request: request.due_date for request in self}
        result = super().write(vals)
        for request, due_date in before.items():
            reminders = request.activity_ids
            if "user_id" in vals:
                reminders.user_id = request.user_id or self.env.user
            if due_date != request.due_date:
                # the term moved: so does what reminds of it
                reminders.filtered(
                    lambda one, day=due_date: one.date_deadline == day
                ).date_deadline = request.due_date or request.received_date
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_taken(self):
        raise UserError(
            self.env._("Requests are kept as proof. Refuse it with a reason instead.")
        )

    def _vn_get_engine_hint(self, names):
        return self.env._("The state of a request follows from its buttons.")

    # === Steps ===
    def _check_may_run(self):
        """Refuse those who are not in charge of personal data.

        :raise AccessError: for them
        """
        self.check_access("write")
        # what is done reaches every trace of the person
        self.partner_id.check_access("read")
        if not self.env.su and not self.env.user.has_group(
            "crm_vn_consent.group_vn_privacy"
        ):
            raise AccessError(
                self.env._("Only who is in charge of personal data may do this.")
            )

    def _set_state(self, state, **values):
        self._vn_as_engine().write({"state": state, **values})

    def action_confirm_identity(self):
        """Note that the person is who he or she says."""
        self._check_may_run()
        for request in self.filtered(lambda request: request.state == "new"):
            if not request.identity_method:
                raise UserError(
                    self.env._(
                        "Say in request %s how identity was confirmed.", request.name
                    )
                )
            request._set_state("confirmed")

    def action_extend(self):
        """Take the one extension that the law gives."""
        self._check_may_run()
        for request in self:
            if request.is_extended or request.state not in OPEN:
                raise UserError(
                    self.env._("Request %s can't be extended again.", request.name)
                )
            if not request.extension_reason:
                raise UserError(
                    self.env._("Say in request %s why it takes longer.", request.name)
                )
            request._vn_as_engine().is_extended = True

    def action_refuse(self):
        """Refuse the request; the reason stands in the result."""
        self._check_may_run()
        for request in self.filtered(lambda request: request.state in OPEN):
            if not request.extension_reason and not request.text:
                raise UserError(
                    self.env._("Say in request %s why it is refused.", request.name)
                )
            request._set_state("refused", done_date=request.company_id._vn_today())
            request.activity_ids.unlink()

    def action_preview(self):
        """Say what erasing would change, and change nothing."""
        self._check_may_run()
        for request in self.filtered(lambda request: request.kind == "erase"):
            report = request.partner_id._vn_erase(dry_run=True)
            request._vn_as_engine().result = request._format_report(
                self.env._("Would be erased"), report
            )

    def action_run(self):
        """Do what is asked."""
        self._check_may_run()
        for request in self:
            if request.state != "confirmed":
                raise UserError(
                    self.env._(
                        "Confirm identity in request %s before anything is done.",
                        request.name,
                    )
                )
            result = getattr(request, f"_run_{request.kind}")()
            request._set_state(
                "done", result=result, done_date=request.company_id._vn_today()
            )
            request.activity_ids.unlink()

    def _run_access(self):
        export = self.env["crm.vn.person.export"]
        data = export._collect(self.partner_id)
        pages = {
            "json": ("application/json", export._to_json(data)),
            "html": ("text/html", export._to_html(self.partner_id, data)),
        }
        for ending, (mimetype, text) in pages.items():
            self.env["ir.attachment"].create(
                {
                    "name": f"{self.name.replace('/', '-')}.{ending}",
                    "raw": str(text).encode(),
                    "mimetype": mimetype,
                    "res_model": self._name,
                    "res_id": self.id,
                }
            )
        counts = {model: len(rows) for model, rows in data.items()}
        return self._format_report(self.env._("Exported"), counts)

    def _run_correct(self):
        return Markup("<p>%s</p>") % self.env._("Corrected by hand on the customer.")

    def _run_erase(self):
        return self._format_report(self.env._("Erased"), self.partner_id._vn_erase())

    def _run_restrict(self):
        # sudo: whoever is in charge of personal data may not write customers
        self.partner_id.sudo()._vn_as_engine().vn_processing_restricted = True
        return Markup("<p>%s</p>") % self.env._("The data are kept and no longer used.")

    def action_lift_restriction(self):
        """Let the data be used again: the person agrees, or the reason is gone."""
        self._check_may_run()
        for request in self.filtered("is_restricting"):
            # sudo: whoever is in charge of personal data may not write customers
            partner = request.partner_id.sudo()._vn_as_engine()
            partner.vn_processing_restricted = False
            request.message_post(body=self.env._("The data may be used again."))

    def _run_object(self):
        return self._run_withdraw()

    def _run_withdraw(self):
        for channel in CHANNELS:
            self.partner_id._vn_record_consent(
                channel, "advert", "withdrawn", "paper", note=self.name
            )
        return Markup("<p>%s</p>") % self.env._("Adverts by every channel are refused.")

    def _format_report(self, title, report):
        """Return ``{model: number}`` as a list for people."""
        lines = Markup("").join(
            Markup("<li>%s: %s</li>")
            % (self.env["ir.model"]._get(model).display_name or model, number)
            for model, number in sorted(report.items())
            if number
        )
        return Markup("<p>%s</p><ul>%s</ul>") % (title, lines)
