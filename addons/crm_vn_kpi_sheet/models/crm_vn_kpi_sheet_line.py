from odoo import api, fields, models

from odoo.addons.crm_vn_base.numbers import DASH

from ..tools import pace

# what was agreed: fixed once the sheet is issued
LOCKED = ("sheet_id", "metric_id", "target", "weight", "cap")


class CrmVnKpiSheetLine(models.Model):
    """One metric of a sheet: its target, and what was reached, opened by a click."""

    _name = "crm.vn.kpi.sheet.line"
    _description = "KPI sheet line"
    _inherit = [
        "crm.vn.kpi.target.mixin",
        "crm.vn.protected.mixin",
        "crm.vn.no.copy.mixin",
    ]
    _vn_engine_fields = (
        "closed_name",
        "closed_definition",
        "closed_actual",
        "closed_percent",
        "closed_model",
        "closed_rule",
        "closed_record_ids",
    )
    _order = "sequence, id"
    _rec_name = "metric_id"

    sheet_id = fields.Many2one(
        "crm.vn.kpi.sheet", required=True, index=True, ondelete="cascade"
    )
    # empty once the application of the counted records is uninstalled
    metric_id = fields.Many2one(required=False, ondelete="set null")
    user_id = fields.Many2one(related="sheet_id.user_id")
    company_id = fields.Many2one(related="sheet_id.company_id")
    date_from = fields.Date(related="sheet_id.date_from")
    date_to = fields.Date(related="sheet_id.date_to")
    state = fields.Selection(related="sheet_id.state")
    name = fields.Char(string="Metric name", compute="_compute_name")
    definition = fields.Char(compute="_compute_name")

    # === Numbers ===
    actual = fields.Float(
        string="Actual number",
        compute="_compute_actual",
        digits=(16, 2),
        help="Counted when you look at it; of a closed sheet, when it was closed",
    )
    percent = fields.Float(
        string="Reached (%)", compute="_compute_percent", digits=(16, 1)
    )
    score = fields.Float(
        compute="_compute_percent",
        digits=(16, 1),
        help="What the line adds to the result: weight × capped percentage",
    )
    target_label = fields.Char(string="Target to reach", compute="_compute_labels")
    actual_label = fields.Char(string="Actual", compute="_compute_labels")
    percent_label = fields.Char(string="Reached", compute="_compute_labels")

    # === Pace ===
    expected = fields.Float(
        string="Should be at", compute="_compute_pace", digits=(16, 2)
    )
    expected_percent = fields.Float(
        string="Should be at (%)", compute="_compute_pace", digits=(16, 1)
    )
    standing = fields.Selection(
        [("ahead", "Ahead"), ("on", "On pace"), ("behind", "Behind")],
        string="Pace",
        compute="_compute_pace",
    )
    expected_label = fields.Char(string="Should be", compute="_compute_pace")
    needed_label = fields.Char(
        string="Needed a day",
        compute="_compute_pace",
        help="What every working day that is left has to bring; of a metric that "
        "should be low, what it may bring",
    )
    forecast_label = fields.Char(
        string="Forecast",
        compute="_compute_pace",
        help="Where the pace so far leads; said once a fifth of the working days is "
        "past",
    )

    # === Closing ===
    closed_name = fields.Char(readonly=True, copy=False, translate=True)
    closed_definition = fields.Char(readonly=True, copy=False, translate=True)
    closed_actual = fields.Float(readonly=True, copy=False)
    closed_percent = fields.Float(readonly=True, copy=False)
    closed_model = fields.Char(readonly=True, copy=False)
    closed_rule = fields.Json(readonly=True, copy=False)
    closed_record_ids = fields.Json(readonly=True, copy=False, prefetch=False)
    adjustment_ids = fields.One2many("crm.vn.kpi.adjustment", "line_id")
    adjusted_label = fields.Char(
        string="With adjustments", compute="_compute_adjusted_label"
    )

    _metric_uniq = models.UniqueIndex(
        "(sheet_id, metric_id)", "A metric can be only once in a KPI sheet."
    )

    @api.depends("metric_id", "closed_name", "closed_definition", "state")
    @api.depends_context("lang")
    def _compute_name(self):
        for line in self:
            closed = line.state == "closed"
            line.name = line.closed_name if closed else line.metric_id.name
            line.definition = (
                line.closed_definition if closed else line.metric_id.definition
            )

    @api.depends("metric_id", "closed_actual", "state", "user_id", "date_from")
    def _compute_actual(self):
        live = self.filtered(lambda line: line.state != "closed")._get_live_values()
        for line in self:
            if line.state == "closed":
                line.actual = line.closed_actual
            else:
                line.actual = live.get(line, 0)

    @api.depends("actual", "target", "weight", "cap", "direction")
    def _compute_percent(self):
        for line in self:
            line.percent = line._get_percent(with_cap=False) or 0
            line.score = line.weight * (line._get_percent() or 0) / 100

    @api.depends("actual", "target", "percent")
    @api.depends_context("lang")
    def _compute_labels(self):
        for line in self:
            line.actual_label = line._format(line.actual)
            line.target_label = line._format(line.target) if line.target else DASH
            percent = line._get_percent(with_cap=False)
            line.percent_label = line.metric_id._vn_format_percent(percent)

    @api.depends("actual", "target", "cap", "direction", "state", "sheet_id.past_days")
    @api.depends_context("lang")
    def _compute_pace(self):
        for line in self:
            sheet = line.sheet_id
            past, total = sheet.past_days, sheet.working_days
            open_ = line.state != "closed" and bool(line.target)
            line.expected = pace.expected(line.target, past, total)
            due = line._get_expected_percent()
            line.expected_percent = due or 0
            line.standing = open_ and pace.standing(line._get_percent(), due)
            ahead = pace.forecast(line.actual, past, total) if open_ else None
            need = pace.needed(line.actual, line.target, past, total) if open_ else None
            line.expected_label = line._format(line.expected) if open_ else DASH
            line.needed_label = DASH if need is None else line._format(need)
            line.forecast_label = DASH if ahead is None else line._format(ahead)

    @api.depends("adjustment_ids.difference", "closed_actual")
    @api.depends_context("lang")
    def _compute_adjusted_label(self):
        for line in self:
            line.adjusted_label = (
                line._format(line._get_adjusted()) if line.adjustment_ids else False
            )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        if not self._vn_is_engine():
            lines.sheet_id._check_draft()
        return lines

    def write(self, vals):
        if not set(LOCKED).isdisjoint(vals) and not self._vn_is_engine():
            self.check_access("write")
            self.sheet_id._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_issued(self):
        self.sheet_id._check_draft()

    def _vn_get_engine_hint(self, names):
        return self.sheet_id._vn_get_engine_hint(names)

    def _get_percent(self, with_cap=True):
        """Return what is reached in percent; None without a target."""
        self.ensure_one()
        if self.state == "closed":
            value = self.closed_percent if self.target else None
        else:
            value = pace.percent(self.actual, self.target, self.direction)
        return pace.capped(value, self.cap) if with_cap else value

    def _get_expected_percent(self):
        """Return the percentage that keeps pace with the working days past."""
        self.ensure_one()
        due = pace.expected(
            self.target, self.sheet_id.past_days, self.sheet_id.working_days
        )
        return pace.capped(pace.percent(due, self.target, self.direction), self.cap)

    def _get_forecast_percent(self):
        """Return the capped percentage the pace so far leads to, None if too early."""
        self.ensure_one()
        ahead = pace.forecast(
            self.actual, self.sheet_id.past_days, self.sheet_id.working_days
        )
        if ahead is None:
            return None
        return pace.capped(pace.percent(ahead, self.target, self.direction), self.cap)

    def _format(self, value):
        """Return a number of the line's metric as people read it."""
        self.ensure_one()
        metric = self.metric_id
        monetary = metric.is_monetary or (self.closed_rule or {}).get("is_monetary")
        currency = self.company_id.currency_id if monetary else None
        return metric._vn_format(value, currency)
