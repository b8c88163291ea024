from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..models.mail_activity_plan_template import STEPS

# beyond this a preview is a number, not a list
PREVIEW_LIMIT = 100


class CrmVnCareSet(models.TransientModel):
    """Set a care schedule on one document or on many, after a look at every date."""

    _name = "crm.vn.care.set"
    _description = "Set care schedule"

    res_model = fields.Char(required=True, readonly=True)
    res_ids = fields.Json(required=True, readonly=True)
    source_count = fields.Integer(compute="_compute_source_count", string="Documents")
    plan_id = fields.Many2one(
        "mail.activity.plan",
        string="Care schedule",
        required=True,
        domain="[('vn_is_care_schedule', '=', True)]",
    )
    template_ids = fields.Many2many(
        "mail.activity.plan.template",
        string="Lines",
        compute="_compute_template_ids",
        store=True,
        readonly=False,
        domain="[('plan_id', '=', plan_id)]",
    )
    base_date = fields.Date(help="Empty: the date of each contract or order")
    past_policy = fields.Selection(
        [("skip", "Skip and list them"), ("overdue", "Make them overdue")],
        string="Dates in the past",
        compute="_compute_past_policy",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Asked for at launch",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        help="Takes the lines that ask at launch, and those without an owner",
    )
    line_ids = fields.One2many(
        "crm.vn.care.set.line",
        "wizard_id",
        compute="_compute_line_ids",
        string="Preview",
    )
    already_count = fields.Integer(
        compute="_compute_line_ids", string="Have it already"
    )
    summary = fields.Char(compute="_compute_line_ids")
    skipped_summary = fields.Text(compute="_compute_line_ids")
    holiday_warning = fields.Char(compute="_compute_line_ids")

    @api.model
    def _action_for(self, records):
        """Return the action that opens the wizard on documents."""
        wizard = {
            "default_res_model": records._name,
            "default_res_ids": records.ids,
        }
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Set care schedule"),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": wizard,
        }

    @api.depends("res_ids")
    def _compute_source_count(self):
        for wizard in self:
            wizard.source_count = len(wizard.res_ids or [])

    @api.depends("plan_id")
    def _compute_template_ids(self):
        for wizard in self:
            wizard.template_ids = wizard.plan_id.template_ids

    @api.depends("plan_id")
    def _compute_past_policy(self):
        for wizard in self:
            wizard.past_policy = wizard.plan_id.vn_past_policy or "skip"

    @api.depends("plan_id", "template_ids", "base_date", "past_policy", "user_id")
    def _compute_line_ids(self):
        for wizard in self:
            wizard.line_ids = [Command.clear()]
            wizard.already_count = 0
            wizard.summary = wizard.skipped_summary = wizard.holiday_warning = False
            if not wizard.plan_id or not wizard.res_model:
                continue
            sources = wizard._sources()
            known = self.env["crm.vn.care.enrollment"]._vn_for_sources(sources)
            known = known.filtered(lambda rec, plan=wizard.plan_id: rec.plan_id == plan)
            wizard.already_count = len(known)
            taken = set(known.mapped("res_id"))
            free = sources.filtered(lambda rec, taken=taken: rec.id not in taken)
            lines = wizard._planned(free)
            wizard.line_ids = [
                Command.create(wizard._prepare_line(line))
                for line in lines[:PREVIEW_LIMIT]
            ]
            wizard.summary = wizard._summary_text(lines)
            wizard.skipped_summary = wizard._skipped_text(sources, lines)
            wizard.holiday_warning = wizard._holiday_text(lines)

    def _sources(self):
        """Return the documents, those that the user may read, like their customers.

        What the dialog was opened with comes from the client.
        """
        self.ensure_one()
        documents = self.env["res.partner"]._vn_customer_documents()
        if self.res_model not in documents or not hasattr(
            self.env[self.res_model], "_vn_care_values"
        ):
            raise UserError(
                self.env._(
                    "A care schedule is set on contracts, orders and customers only."
                )
            )
        ids = [res_id for res_id in self.res_ids or [] if isinstance(res_id, int)]
        sources = self.env[self.res_model].browse(ids)
        sources = sources.exists()._filtered_access("read")
        # a draft among others is no sale yet: nothing to look after
        made = sources.filtered(lambda source: not source._vn_care_is_draft())
        sources = made or sources
        # sudo: who the customer is, to ask whether the user may read him
        path = sources.sudo()._vn_care_values()
        hidden = {
            row["record"].id
            for row in path
            if not row["partner"].sudo(False).has_access("read")
        }
        return sources.filtered(lambda source: source.id not in hidden)

    def _planned(self, sources):
        """Return the lines that confirming would plan."""
        lines = []
        # sudo: of documents that the user may read, see `_sources`
        values = sources.sudo()._vn_care_values(self.base_date)
        companies = self.env["res.company"].union(*[row["company"] for row in values])
        templates = self.template_ids._origin or self.template_ids
        for company in companies:
            lines += self.env["crm.vn.care.planner"]._get_lines(
                self.plan_id._origin or self.plan_id,
                company,
                [row for row in values if row["company"] == company],
                templates,
                self.past_policy,
                self.user_id,
            )
        return lines

    def _prepare_line(self, line):
        return {
            "name": line["template"].summary or line["template"].activity_type_id.name,
            "document": line["record"].display_name,
            "partner_id": line["partner"].id,
            "wished_date": line["wished"],
            "date": line["date"],
            "move_reason": line["move_reason"],
            "user_id": line["user"].id,
            "user_step": line["user_step"],
            "state": line["state"],
            "error": line["error"],
        }

    def _summary_text(self, lines):
        planned = [line for line in lines if line["state"] == "planned"]
        moved = sum(bool(line["move_reason"]) for line in planned)
        text = self.env._(
            "%(planned)s activities, %(moved)s of them moved; %(skipped)s in the past "
            "are skipped.",
            planned=len(planned),
            moved=moved,
            skipped=len(lines) - len(planned),
        )
        if len(lines) > PREVIEW_LIMIT:
            text += " " + self.env._("The first %s are shown.", PREVIEW_LIMIT)
        return text

    def _skipped_text(self, sources, lines):
        """Return what is skipped, one line a reason, each with its number."""
        skipped = {}
        left = len(self.res_ids or []) - len(sources)
        if left:
            skipped[self.env._("Drafts, or not yours to read")] = left
        if self.already_count:
            skipped[self.env._("Have the schedule already")] = self.already_count
        for line in lines:
            if line["state"] == "skipped":
                reason = line["error"] or self.env._("Dates in the past")
                skipped[reason] = skipped.get(reason, 0) + 1
        return "\n".join(f"{reason}: {number}" for reason, number in skipped.items())

    def _holiday_text(self, lines):
        """Return a warning about years whose public holidays nobody confirmed."""
        years = {
            line["date"].year
            for line in lines
            if line["date"] and line["state"] == "planned"
        }
        company = self.env.company
        missing = [
            year
            for year in sorted(years)
            if not company._vn_public_holidays(date(year, 1, 1), date(year, 12, 31))
        ]
        if not missing:
            return False
        return self.env._(
            "The public holidays of %(years)s are not confirmed yet: some of these "
            "days may be off.",
            years=", ".join(map(str, missing)),
        )

    def action_confirm(self):
        """Enroll the documents that don't have the schedule; say what was left out."""
        self.ensure_one()
        if not self.template_ids:
            raise UserError(self.env._("Choose at least one line of the schedule."))
        plan, sources = self.plan_id, self._sources()
        if len(sources) > 1:
            sources = plan._vn_not_enrolled(sources, automatic=True)
        missing = [line for line in self._planned(sources) if not line["user"]]
        if missing:
            raise UserError(missing[0]["error"])
        enrollments = plan._vn_enroll(
            sources,
            base_date=self.base_date,
            templates=self.template_ids,
            past_policy=self.past_policy,
            user=self.user_id,
        )
        self._tell_result(enrollments)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_care_schedule.crm_vn_care_line_action"
        )
        action["domain"] = [("enrollment_id", "in", enrollments.ids)]
        action["context"] = {}
        return action

    def _tell_result(self, enrollments):
        """Tell the user, and nobody else, what was planned."""
        message = self.env._(
            "%(plan)s: %(lines)s activities planned for %(customers)s customers.",
            plan=self.plan_id.name,
            lines=len(enrollments.line_ids.filtered(lambda ln: ln.state == "planned")),
            customers=len(enrollments.partner_id),
        )
        self.env.user._bus_send(
            "simple_notification", {"type": "success", "message": message}
        )


class CrmVnCareSetLine(models.TransientModel):
    """A line of the preview."""

    _name = "crm.vn.care.set.line"
    _inherit = "crm.vn.customer.link.mixin"
    _description = "Set care schedule: line of the preview"

    wizard_id = fields.Many2one("crm.vn.care.set", ondelete="cascade")
    name = fields.Char(readonly=True)
    document = fields.Char(readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    wished_date = fields.Date(string="By the schedule", readonly=True)
    date = fields.Date(readonly=True)
    move_reason = fields.Selection(
        [("off_day", "Day off"), ("cap", "Full day")],
        string="Moved because of",
        readonly=True,
    )
    user_id = fields.Many2one("res.users", string="Person in charge", readonly=True)
    user_step = fields.Selection(STEPS, string="In charge as", readonly=True)
    state = fields.Selection(
        [("planned", "Planned"), ("skipped", "Skipped")], readonly=True
    )
    error = fields.Char(readonly=True)
