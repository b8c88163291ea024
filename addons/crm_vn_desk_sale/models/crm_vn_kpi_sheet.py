from odoo import api, fields, models
from odoo.fields import Domain

BATCH = 50


class CrmVnKpiSheet(models.Model):
    """What the desk shows of a running sheet, counted every hour.

    Counting asks a query of each metric: too much for a screen that opens all day.
    """

    _inherit = "crm.vn.kpi.sheet"
    _vn_engine_fields = ("desk_percent", "desk_expected", "desk_date")

    desk_percent = fields.Float(
        string="Result on the desk (%)", readonly=True, copy=False
    )
    desk_expected = fields.Float(
        string="Expected on the desk (%)", readonly=True, copy=False
    )
    desk_date = fields.Datetime(string="Counted on", readonly=True, copy=False)

    def action_issue(self):
        result = super().action_issue()
        self.filtered(lambda sheet: sheet.state == "issued")._count_for_desk()
        return result

    def _count_for_desk(self):
        """Keep the numbers of now; the same as the sheet shows."""
        now = fields.Datetime.now()
        for sheet in self:
            sheet._vn_as_engine().write(
                {
                    "desk_percent": sheet.achievement,
                    "desk_expected": sheet.expected_percent,
                    "desk_date": now,
                }
            )
            for line in sheet.line_ids:
                line._vn_as_engine().write(
                    {"desk_actual": line.actual, "desk_expected": line.expected}
                )

    @api.model
    def _cron_count_for_desk(self):
        """Count the running sheets anew.

        Strategy: those counted longest ago first, in batches; what was counted since
        the job began is left, so that a job that was stopped goes on where it was. A
        sheet that fails stands in the list of what could not be done.
        """
        begun = fields.Datetime.now()
        todays = self.env["res.company"]._vn_todays()
        running = Domain.OR(
            Domain("company_id", "=", company_id)
            & Domain("date_from", "<=", today)
            & Domain("date_to", ">=", today)
            for company_id, today in todays.items()
        ) & Domain("state", "=", "issued")
        stale = Domain("desk_date", "=", False) | Domain("desk_date", "<", begun)
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=self.search_count(running & stale))
        failed = self.browse()
        while sheets := self.search(
            running & stale & Domain("id", "not in", failed.ids),
            limit=BATCH,
            order="desk_date, id",
        ).try_lock_for_update():
            failed |= sheets - self.env["crm.vn.cron.failure"]._vn_each(
                "crm_vn_desk_sale.ir_cron_count_kpi_for_desk",
                sheets,
                lambda sheets: sheets._count_for_desk(),
                together=True,
            )
            if not cron._commit_progress(len(sheets)):
                break
