from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import float_compare, float_repr

from ..tools import pace

WEIGHT_DIGITS = 2


class CrmVnKpiPlan(models.Model):
    """What a group of people has to reach each month or quarter."""

    _name = "crm.vn.kpi.plan"
    _description = "KPI plan"
    _inherit = ["mail.thread", "crm.vn.protected.mixin", "crm.vn.company.mixin"]
    _vn_engine_fields = ("state", "date_made")
    _order = "state, date_start desc, id desc"
    _check_company_auto = True

    # === Identity ===
    name = fields.Char(required=True, tracking=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    state = fields.Selection(
        [("draft", "Draft"), ("issued", "Issued"), ("closed", "Ended")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )

    # === Periods ===
    period_kind = fields.Selection(
        [("month", "Monthly"), ("quarter", "Quarterly")],
        string="Period",
        default="month",
        required=True,
    )
    date_start = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._vn_today().replace(day=1),
        help="The first period with sheets is the one around this day",
    )
    date_end = fields.Date(
        string="Until",
        help="The last period with sheets is the one around this day; empty: no end",
    )
    is_repeated = fields.Boolean(
        string="Repeat",
        default=True,
        help="Sheets are made at the start of every period; otherwise only for the "
        "first one",
    )
    is_issued_at_once = fields.Boolean(
        string="Issue new sheets at once",
        default=True,
        help="Otherwise new sheets are drafts, which people see once they are issued",
    )
    date_made = fields.Date(
        string="Sheets made up to",
        readonly=True,
        copy=False,
        help="First day of the last period whose sheets were made",
    )

    # === People ===
    user_ids = fields.Many2many(
        "res.users",
        "crm_vn_kpi_plan_user_rel",
        "plan_id",
        "user_id",
        string="Employees",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    team_ids = fields.Many2many(
        "crm.team",
        "crm_vn_kpi_plan_team_rel",
        "plan_id",
        "team_id",
        string="Sales teams",
        check_company=True,
        help="Whoever is a member when the sheets are made gets one",
    )
    user_count = fields.Integer(
        string="Number of employees", compute="_compute_user_count"
    )

    # === Targets ===
    line_ids = fields.One2many(
        "crm.vn.kpi.plan.line", "plan_id", string="Targets", copy=True
    )
    metric_ids = fields.Many2many(
        "crm.vn.kpi.metric", string="Metrics", compute="_compute_metric_ids"
    )
    target_ids = fields.One2many(
        "crm.vn.kpi.plan.target", "plan_id", string="Targets of one person", copy=True
    )
    weight_total = fields.Float(
        string="Sum of weights", compute="_compute_weight_total"
    )

    # === Sheets ===
    sheet_ids = fields.One2many("crm.vn.kpi.sheet", "plan_id", string="Sheets")
    sheet_count = fields.Integer(
        string="Number of sheets", compute="_compute_sheet_count"
    )

    _dates_check = models.Constraint(
        "CHECK (date_end IS NULL OR date_start <= date_end)",
        "The end of a KPI plan can't be before its start.",
    )

    @api.depends("user_ids.active", "team_ids.member_ids.active")
    def _compute_user_count(self):
        for plan in self:
            plan.user_count = len(plan._get_users())

    @api.depends("line_ids.metric_id")
    def _compute_metric_ids(self):
        for plan in self:
            plan.metric_ids = plan.line_ids.metric_id

    @api.depends("line_ids.weight")
    def _compute_weight_total(self):
        for plan in self:
            plan.weight_total = sum(plan.line_ids.mapped("weight"))

    @api.depends("sheet_ids")
    def _compute_sheet_count(self):
        counts = dict(
            self.env["crm.vn.kpi.sheet"]._read_group(
                [("plan_id", "in", self.ids)], ["plan_id"], ["__count"]
            )
        )
        for plan in self:
            plan.sheet_count = counts.get(plan._origin, 0)

    @api.constrains("target_ids", "line_ids")
    def _check_targets(self):
        for plan in self:
            for target in plan.target_ids:
                if target.metric_id not in plan.metric_ids:
                    raise ValidationError(
                        self.env._(
                            "Plan %(plan)s has a target of %(metric)s for %(person)s, "
                            "but does not measure it. Add the metric to the targets "
                            "or remove the person's target.",
                            plan=plan.name,
                            metric=target.metric_id.name,
                            person=target.user_id.name,
                        )
                    )

    def _vn_get_engine_hint(self, names):
        return self.env._("It follows from issuing and ending plans.")

    def copy_data(self, default=None):
        return [
            {**vals, "name": self.env._("%(plan)s (copy)", plan=plan.name)}
            if "name" not in (default or {})
            else vals
            for plan, vals in zip(self, super().copy_data(default), strict=True)
        ]

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for plan in self:
            if plan.sheet_ids:
                raise UserError(
                    self.env._(
                        "Plan %(plan)s has %(count)s sheets: it can't be deleted. End "
                        "or archive it instead.",
                        plan=plan.name,
                        count=len(plan.sheet_ids),
                    )
                )

    def action_issue(self):
        """Check the plans, lock their targets and make the sheets that are due."""
        for plan in self.filtered(lambda plan: plan.state == "draft"):
            plan._check_before_issue()
            plan._vn_as_engine().state = "issued"
            plan._make_sheets()
        return True

    def action_draft(self):
        """Unlock the targets; sheets that were made stay as they are."""
        unlocked = self.filtered(lambda p: p.state != "draft")
        unlocked._vn_as_engine().state = "draft"
        return True

    def action_end(self):
        """Make no more sheets."""
        ended = self.filtered(lambda p: p.state == "issued")
        ended._vn_as_engine().state = "closed"
        return True

    def action_make_sheets(self):
        """Make the sheets that are missing, for instance of new employees."""
        self.filtered(lambda plan: plan.state == "issued")._make_sheets()
        return True

    @api.readonly
    def action_open_sheets(self):
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("KPI sheets"),
            "res_model": "crm.vn.kpi.sheet",
            "view_mode": "list,kanban,form",
            "mobile_view_mode": "kanban",
            "domain": [("plan_id", "in", self.ids)],
            "context": {"create": False},
        }

    @api.readonly
    def action_try(self):
        """Open the try of the plan on a past period."""
        self.check_access("read")
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Try on a past period"),
            "res_model": "crm.vn.kpi.try",
            "view_mode": "form",
            "target": "new",
            "context": {"default_plan_id": self.id},
        }

    def _check_before_issue(self):
        """Raise a UserError when nobody could work by this plan."""
        self.ensure_one()
        if not self.line_ids:
            raise UserError(
                self.env._("Plan %(plan)s has no targets: add some.", plan=self.name)
            )
        if not self._get_users():
            raise UserError(
                self.env._(
                    "Plan %(plan)s is for nobody: add employees or a sales team.",
                    plan=self.name,
                )
            )
        self._check_weights(self.name, self.line_ids)

    def _check_unlocked(self):
        """Raise a UserError for plans whose targets can't change any more."""
        for plan in self:
            if plan.state != "draft":
                raise UserError(
                    self.env._(
                        "Plan %(plan)s is issued: set it back to draft to change its "
                        "targets. Sheets that were made keep theirs.",
                        plan=plan.name,
                    )
                )

    @api.model
    def _check_weights(self, name, lines):
        """Raise a UserError unless the weights of *lines* add to 100."""
        total = sum(lines.mapped("weight"))
        if float_compare(total, 100, precision_digits=WEIGHT_DIGITS):
            raise UserError(
                self.env._(
                    "The weights of %(name)s add to %(total)s, not to 100. Correct "
                    "them before issuing.",
                    name=name,
                    total=float_repr(total, WEIGHT_DIGITS).rstrip("0").rstrip("."),
                )
            )

    def _get_users(self):
        """Return the people of the plan who are still there."""
        self.ensure_one()
        # Who is in a team is no secret; teams of other companies can't be chosen.
        users = self.user_ids | self.team_ids.sudo().member_ids.sudo(False)
        return users.filtered("active")

    def _get_target(self, line, user):
        """Return the target of *user* for the metric of a line of the plan."""
        own = self.target_ids.filtered(
            lambda t: t.user_id == user and t.metric_id == line.metric_id
        )
        return own.target if own else line.target

    def _get_periods(self):
        """Return the first days of the periods that may need sheets today."""
        self.ensure_one()
        today = self.company_id._vn_today()
        until = min(today, self.date_end or today)
        firsts = pace.periods(self.date_start, until, self.period_kind)
        if not self.is_repeated:
            firsts = firsts[:1]
        # the last period once more: somebody may have joined
        return [first for first in firsts if first >= (self.date_made or first)]

    def _make_sheets(self):
        """Make the sheets of the periods that have begun, one for each person once.

        :return: the new sheets
        """
        sheets = self.env["crm.vn.kpi.sheet"]
        # One at a time: whoever comes second finds the sheets of the first.
        for plan in self.try_lock_for_update(allow_referencing=True):
            firsts = plan._get_periods()
            if not firsts:
                continue
            made = sheets.search_fetch(
                [("plan_id", "=", plan.id), ("date_from", "in", firsts)],
                ["user_id", "date_from"],
            )
            taken = {(sheet.user_id, sheet.date_from) for sheet in made}
            new = sheets.with_context(
                mail_create_nolog=True, mail_create_nosubscribe=True
            ).create(
                [
                    plan._prepare_sheet(user, first)
                    for first in firsts
                    for user in plan._get_users()
                    if (user, first) not in taken
                ]
            )
            if plan.is_issued_at_once:
                new.action_issue()
            sheets |= new.with_env(self.env)
            if plan.date_made != firsts[-1]:
                plan._vn_as_engine().date_made = firsts[-1]
        return sheets

    def _prepare_sheet(self, user, first):
        """Return the values of the sheet of *user* for the period from *first*."""
        self.ensure_one()
        return {
            "plan_id": self.id,
            "user_id": user.id,
            "team_id": user.sale_team_id.id,
            "date_from": first,
            "date_to": pace.period(first, self.period_kind)[1],
            "line_ids": [
                Command.create(line._prepare_sheet_line(user)) for line in self.line_ids
            ],
        }

    @api.model
    def _cron_make_sheets(self):
        """Make the sheets of the plans whose period has begun, each once.

        Strategy: plan by plan, in a savepoint. The lock on the plan and the unique
        key of plan, person and period keep a second run, at the same time or later,
        from making another. A plan that fails stands in the list of what could not be
        done, and is found again by the next run.
        """
        plans = self.search([("state", "=", "issued")])
        self.env["ir.cron"]._commit_progress(remaining=len(plans))
        for plan in plans:
            self.env["crm.vn.cron.failure"]._vn_each(
                "crm_vn_kpi_sheet.ir_cron_make_kpi_sheets",
                plan,
                lambda plan: plan.with_company(plan.company_id)._make_sheets(),
            )
            if not self.env["ir.cron"]._commit_progress(1):
                break
