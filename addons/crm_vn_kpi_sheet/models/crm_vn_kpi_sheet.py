import pytz

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools import pace

# who and when: fixed once the sheet is issued
LOCKED = ("plan_id", "user_id", "date_from", "date_to")


class CrmVnKpiSheet(models.Model):
    """What one person reached of the targets of one month or quarter."""

    _name = "crm.vn.kpi.sheet"
    _description = "KPI sheet"
    _inherit = [
        "mail.thread",
        "crm.vn.day.mixin",
        "crm.vn.protected.mixin",
        "crm.vn.company.mixin",
        "crm.vn.no.copy.mixin",
    ]
    _vn_company_links = ("team_id",)
    _vn_engine_fields = ("state", "closed_date", "closed_uid", "closed_achievement")
    _order = "date_from desc, user_id, id"
    _check_company_auto = True
    _mail_post_access = "read"

    # === Identity ===
    plan_id = fields.Many2one(
        "crm.vn.kpi.plan",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(related="plan_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one(
        "res.users",
        string="Employee",
        required=True,
        index=True,
        ondelete="restrict",
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Sales team",
        index="btree_not_null",
        help="The employee's team when the sheet was made; its leader sees the sheet",
    )
    state = fields.Selection(
        [("draft", "Draft"), ("issued", "Issued"), ("closed", "Closed")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )

    # === Period and pace ===
    date_from = fields.Date(string="From", required=True, index=True)
    date_to = fields.Date(string="To", required=True)
    period_kind = fields.Selection(
        related="plan_id.period_kind", string="Kind of period"
    )
    period_name = fields.Char(string="Period", compute="_compute_period_name")
    working_days = fields.Float(
        compute="_compute_days",
        digits=(16, 1),
        help="Days of the period in the working hours of the employee, else of the "
        "company, without public holidays",
    )
    past_days = fields.Float(
        string="Working days past",
        compute="_compute_days",
        digits=(16, 1),
        help="Today counts by its hours",
    )
    left_days = fields.Float(
        string="Working days left", compute="_compute_days", digits=(16, 1)
    )
    days_label = fields.Char(
        string="Working days past of all",
        compute="_compute_days_label",
        help="Today counts by its hours",
    )
    past_percent = fields.Float(
        string="Time past (%)", compute="_compute_days", digits=(16, 0)
    )

    # === Result ===
    line_ids = fields.One2many("crm.vn.kpi.sheet.line", "sheet_id", copy=True)
    weight_total = fields.Float(
        string="Sum of weights", compute="_compute_weight_total"
    )
    achievement = fields.Float(
        string="Result (%)",
        compute="_compute_achievement",
        digits=(16, 1),
        help="Mean of the capped percentages by weight; metrics without a target are "
        "left out",
    )
    achievement_label = fields.Char(string="Result", compute="_compute_achievement")
    expected_percent = fields.Float(
        string="Should be at (%)", compute="_compute_achievement", digits=(16, 1)
    )
    forecast_label = fields.Char(
        string="Forecast",
        compute="_compute_achievement",
        help="Result at the end at the pace so far; said once a fifth of the working "
        "days is past",
    )
    standing = fields.Selection(
        [("ahead", "Ahead"), ("on", "On pace"), ("behind", "Behind")],
        string="Pace",
        compute="_compute_achievement",
    )

    # === Closing ===
    closed_date = fields.Datetime(string="Closed on", readonly=True, copy=False)
    closed_uid = fields.Many2one(
        "res.users", string="Closed by", readonly=True, copy=False
    )
    closed_achievement = fields.Float(
        string="Closed result (%)",
        readonly=True,
        copy=False,
        digits=(16, 1),
        aggregator="avg",
    )
    adjustment_ids = fields.One2many(
        "crm.vn.kpi.adjustment", "sheet_id", string="Adjustments"
    )
    adjustment_count = fields.Integer(
        string="Number of adjustments", compute="_compute_adjustments"
    )
    adjusted_label = fields.Char(
        string="With adjustments", compute="_compute_adjustments"
    )

    _person_uniq = models.UniqueIndex(
        "(plan_id, user_id, date_from)",
        "There is a KPI sheet of this person for this plan and period already.",
    )
    _dates_check = models.Constraint(
        "CHECK (date_from <= date_to)",
        "The end of a KPI sheet's period can't be before its start.",
    )

    @api.depends("user_id", "period_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for sheet in self:
            sheet.display_name = f"{sheet.user_id.name or ''} · {sheet.period_name}"

    @api.depends("date_from", "period_kind")
    @api.depends_context("lang")
    def _compute_period_name(self):
        for sheet in self:
            day = sheet.date_from
            if not day:
                sheet.period_name = False
            elif sheet.period_kind == "quarter":
                sheet.period_name = self.env._(
                    "Q%(quarter)s/%(year)s",
                    quarter=(day.month + 2) // 3,
                    year=day.year,
                )
            else:
                sheet.period_name = day.strftime("%m/%Y")

    @api.depends("date_from", "date_to", "user_id", "company_id")
    def _compute_days(self):
        now = fields.Datetime.now()
        for (company, calendar, first, last), sheets in self._by_calendar().items():
            days = (
                list(company._vn_working_hours(first, last, calendar).values())
                if first and last
                else []
            )
            total = len(days)
            past = pace.elapsed(days, _utc(now))
            for sheet in sheets:
                sheet.working_days = total
                sheet.past_days = past
                sheet.left_days = total - past
                sheet.past_percent = 100 * past / total if total else 100

    @api.depends("past_days", "working_days")
    @api.depends_context("lang")
    def _compute_days_label(self):
        number = self.env["crm.vn.kpi.metric"]._vn_format
        for sheet in self:
            past, total = sheet.past_days, sheet.working_days
            sheet.days_label = f"{number(past)} / {number(total)}"

    @api.depends("line_ids.weight")
    def _compute_weight_total(self):
        for sheet in self:
            sheet.weight_total = sum(sheet.line_ids.mapped("weight"))

    @api.depends("line_ids.target", "line_ids.weight", "line_ids.cap", "state")
    @api.depends_context("lang")
    def _compute_achievement(self):
        for sheet in self:
            lines = sheet.line_ids
            result = pace.weighted((line.weight, line._get_percent()) for line in lines)
            if sheet.state == "closed" and result is not None:
                result = sheet.closed_achievement
            due = ahead = None
            if sheet.state != "closed":
                due = pace.weighted(
                    (line.weight, line._get_expected_percent()) for line in lines
                )
                ahead = pace.weighted(
                    (line.weight, line._get_forecast_percent()) for line in lines
                )
            sheet.achievement = result or 0
            sheet.achievement_label = lines.metric_id._vn_format_percent(result)
            sheet.expected_percent = due or 0
            sheet.forecast_label = lines.metric_id._vn_format_percent(ahead)
            sheet.standing = pace.standing(result, due)

    @api.depends("adjustment_ids.difference")
    @api.depends_context("lang")
    def _compute_adjustments(self):
        for sheet in self:
            sheet.adjustment_count = len(sheet.adjustment_ids)
            sheet.adjusted_label = sheet.line_ids.metric_id._vn_format_percent(
                pace.weighted(
                    (line.weight, line._get_adjusted_percent())
                    for line in sheet.line_ids
                )
                if sheet.adjustment_ids
                else None
            )

    def write(self, vals):
        if not set(LOCKED).isdisjoint(vals) and not self._vn_is_engine():
            self.check_access("write")
            self._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_issued(self):
        self._check_draft()

    def action_issue(self):
        """Check the weights and show the sheets to the people they are about."""
        drafts = self.filtered(lambda sheet: sheet.state == "draft")
        for sheet in drafts:
            if not sheet.line_ids:
                raise UserError(
                    self.env._(
                        "KPI sheet %(sheet)s has no targets: add some.",
                        sheet=sheet.display_name,
                    )
                )
            sheet.plan_id._check_weights(sheet.display_name, sheet.line_ids)
        drafts._vn_as_engine().write({"state": "issued"})
        return True

    def action_draft(self):
        """Take issued sheets back, to change their targets."""
        issued = self.filtered(lambda sheet: sheet.state == "issued")
        issued._vn_as_engine().write({"state": "draft"})
        return True

    @api.readonly
    def action_open_adjustments(self):
        self.check_access("read")
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Adjustments"),
            "res_model": "crm.vn.kpi.adjustment",
            "view_mode": "list,kanban,form",
            "mobile_view_mode": "kanban",
            "domain": [("sheet_id", "in", self.ids)],
            "context": {"create": False},
        }

    def _check_draft(self):
        """Raise a UserError for sheets that are issued or closed."""
        for sheet in self:
            if sheet.state == "issued":
                raise UserError(
                    self.env._(
                        "KPI sheet %(sheet)s is issued: set it back to draft first.",
                        sheet=sheet.display_name,
                    )
                )
            if sheet.state == "closed":
                raise UserError(
                    self.env._(
                        "KPI sheet %(sheet)s is closed: it can't be changed or "
                        "deleted. What changed later is in its adjustments.",
                        sheet=sheet.display_name,
                    )
                )

    @api.model
    def _vn_get_engine_hint(self, names):
        return self.env._("It follows from issuing and closing KPI sheets.")

    def _by_calendar(self):
        """Group sheets by what their working days depend on."""
        # Only the working hours of a person are read.
        resources = (
            self.env["resource.resource"]
            .sudo()
            .search_fetch(
                [
                    ("user_id", "in", self.user_id.ids),
                    ("company_id", "in", self.company_id.ids),
                ],
                ["user_id", "company_id", "calendar_id"],
            )
        )
        own = {(r.user_id.id, r.company_id.id): r.calendar_id for r in resources}
        return self.grouped(
            lambda sheet: (
                sheet.company_id,
                own.get((sheet.user_id.id, sheet.company_id.id))
                or sheet.company_id.sudo().resource_calendar_id,
                sheet.date_from,
                sheet.date_to,
            )
        )

    def _get_period_label(self):
        """Return the dates of the period, in the language of the context."""
        self.ensure_one()
        return " – ".join(
            format_date(self.env, day) for day in (self.date_from, self.date_to)
        )


def _utc(moment):
    return pytz.utc.localize(moment)
