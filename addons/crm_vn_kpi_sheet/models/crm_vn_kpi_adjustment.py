from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmVnKpiAdjustment(models.Model):
    """By how much the records of a closed sheet changed, and when it was noted."""

    _name = "crm.vn.kpi.adjustment"
    _description = "KPI adjustment"
    _inherit = ["crm.vn.protected.mixin"]
    _vn_engine_fields = (
        "line_id",
        "sheet_id",
        "date",
        "number_before",
        "number_after",
        "difference",
        "added_ids",
        "removed_ids",
    )
    _order = "date desc, id desc"
    _rec_name = "reason"

    line_id = fields.Many2one(
        "crm.vn.kpi.sheet.line",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    sheet_id = fields.Many2one(related="line_id.sheet_id", store=True, index=True)
    user_id = fields.Many2one(related="sheet_id.user_id", string="Employee")
    name = fields.Char(related="line_id.name", string="Metric")
    date = fields.Date(required=True, readonly=True)
    number_before = fields.Float(digits=(16, 2), readonly=True)
    number_after = fields.Float(digits=(16, 2), readonly=True)
    difference = fields.Float(compute="_compute_difference", store=True, digits=(16, 2))
    difference_label = fields.Char(
        string="Changed by", compute="_compute_difference_label"
    )
    reason = fields.Char(required=True)
    added_ids = fields.Json(string="Records added", readonly=True)
    removed_ids = fields.Json(string="Records removed", readonly=True)
    added_count = fields.Integer(string="Added", compute="_compute_counts")
    removed_count = fields.Integer(string="Removed", compute="_compute_counts")

    @api.depends("number_before", "number_after")
    def _compute_difference(self):
        for adjustment in self:
            adjustment.difference = adjustment.number_after - adjustment.number_before

    @api.depends("difference")
    @api.depends_context("lang")
    def _compute_difference_label(self):
        for adjustment in self:
            label = adjustment.line_id._format(abs(adjustment.difference))
            sign = "−" if adjustment.difference < 0 else "+"
            adjustment.difference_label = f"{sign}{label}"

    @api.depends("added_ids", "removed_ids")
    def _compute_counts(self):
        for adjustment in self:
            adjustment.added_count = len(adjustment.added_ids or [])
            adjustment.removed_count = len(adjustment.removed_ids or [])

    def _vn_get_engine_hint(self, names):
        return self.env._(
            "Adjustments are noted by comparing closed KPI sheets with their records; "
            "only the reason can be changed."
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("Adjustments of closed KPI sheets can't be deleted.")
        )

    @api.readonly
    def action_open_records(self):
        """Open the records that came or went, as far as they are still there."""
        self.ensure_one()
        self.check_access("read")
        ids = [*(self.added_ids or []), *(self.removed_ids or [])]
        return self.line_id._prepare_action(self.line_id.closed_model, ids, self.name)
