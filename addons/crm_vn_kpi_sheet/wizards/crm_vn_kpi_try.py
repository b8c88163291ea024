from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools import pace


class CrmVnKpiTry(models.TransientModel):
    """What a plan would have given in a period that is over."""

    _name = "crm.vn.kpi.try"
    _description = "Try of a KPI plan"

    plan_id = fields.Many2one("crm.vn.kpi.plan", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="plan_id.company_id")
    day = fields.Date(
        string="Period around",
        required=True,
        compute="_compute_day",
        precompute=True,
        store=True,
        readonly=False,
        help="Any day of the past period to try",
    )
    period_label = fields.Char(string="Dates", compute="_compute_period_label")
    average_label = fields.Char(string="Average result", readonly=True)
    line_ids = fields.One2many("crm.vn.kpi.try.line", "try_id", string="Lines")
    person_ids = fields.One2many(
        "crm.vn.kpi.try.line",
        "try_id",
        string="By employee",
        domain=[("metric_id", "=", False)],
    )
    metric_line_ids = fields.One2many(
        "crm.vn.kpi.try.line",
        "try_id",
        string="By metric",
        domain=[("metric_id", "!=", False)],
    )

    @api.depends("plan_id")
    def _compute_day(self):
        for attempt in self:
            plan = attempt.plan_id
            if plan:
                today = plan.company_id._vn_today()
                now = pace.period(today, plan.period_kind)[0]
                attempt.day = pace.previous(now, plan.period_kind)

    @api.depends("day", "plan_id")
    def _compute_period_label(self):
        for attempt in self:
            attempt.period_label = attempt.day and " – ".join(
                format_date(self.env, day) for day in attempt._get_period()
            )

    def action_try(self):
        """Count, show, and write nothing but this dialog."""
        self.ensure_one()
        self.plan_id.check_access("read")
        first, last = self._get_period()
        if last >= self.company_id._vn_today():
            raise UserError(
                self.env._(
                    "The period until %(date)s is not over yet: choose an earlier day.",
                    date=format_date(self.env, last),
                )
            )
        lines, results = self._prepare_lines(first, last)
        known = [result for result in results if result is not None]
        average = sum(known) / len(known) if known else None
        self.write(
            {
                "line_ids": [Command.clear(), *map(Command.create, lines)],
                "average_label": self.env["crm.vn.kpi.metric"]._vn_format_percent(
                    average
                ),
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Try on a past period"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _get_period(self):
        return pace.period(self.day, self.plan_id.period_kind)

    def _prepare_lines(self, first, last):
        """Return the values of the lines, and the result of each person.

        One query per metric, for all people.
        """
        plan = self.plan_id
        users = plan._get_users()
        parts = {user: [] for user in users}
        lines = []
        for line in plan.line_ids:
            metric = line.metric_id.with_context(
                allowed_company_ids=plan.company_id.ids
            )
            values = metric._vn_values(first, last, users.ids)
            for user in users:
                actual = values.get(user.id, 0)
                target = plan._get_target(line, user)
                percent = pace.percent(actual, target, metric.direction)
                parts[user].append((line.weight, pace.capped(percent, line.cap)))
                lines.append(
                    {
                        "user_id": user.id,
                        "metric_id": metric.id,
                        "sequence": line.sequence,
                        "target": target,
                        "actual": actual,
                        "percent": percent or 0,
                    }
                )
        results = []
        for user, known in parts.items():
            result = pace.weighted(known)
            results.append(result)
            lines.append(
                {
                    "user_id": user.id,
                    "percent": result or 0,
                    "target": 0 if result is None else 100,
                }
            )
        return lines, results
