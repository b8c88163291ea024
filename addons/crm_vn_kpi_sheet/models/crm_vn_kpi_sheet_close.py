from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools import pace

# what decides which records a metric counts, and how
RULE = (
    "model_id",
    "domain",
    "condition_user_id",
    "date_field_id",
    "owner_field_id",
    "measure",
    "measure_field_id",
    "is_monetary",
    "direction",
)
CORRECTION_BATCH = 100


class CrmVnKpiSheet(models.Model):
    """Closing sheets, and what changed in their records afterwards."""

    _inherit = "crm.vn.kpi.sheet"

    def action_close(self):
        """Freeze the numbers, the definitions and the lists of counted records.

        Sheets that are closed already stay as they are.
        """
        issued = self.filtered(lambda sheet: sheet.state == "issued")
        for sheet in issued:
            if sheet.date_to >= sheet.company_id._vn_today():
                raise UserError(
                    self.env._(
                        "The period of KPI sheet %(sheet)s runs until %(date)s: close "
                        "it afterwards.",
                        sheet=sheet.display_name,
                        date=format_date(self.env, sheet.date_to),
                    )
                )
        if any(sheet.state == "draft" for sheet in self):
            raise UserError(
                self.env._("Drafts of KPI sheets can't be closed: issue them first.")
            )
        if not issued:
            return True
        issued.check_access("write")
        # Whoever closes at the same time goes first or is refused.
        issued.lock_for_update(allow_referencing=True)
        issued.line_ids._freeze()
        now = fields.Datetime.now()
        for sheet in issued:
            result = pace.weighted(
                (line.weight, line._get_percent()) for line in sheet.line_ids
            )
            sheet._vn_as_engine().write(
                {
                    "state": "closed",
                    "closed_date": now,
                    "closed_uid": self.env.uid,
                    "closed_achievement": result or 0,
                }
            )
        return True

    def action_find_corrections(self):
        """Compare closed sheets with their records and say what was noted."""
        self.check_access("write")
        found = self._find_corrections()
        if found:
            message = self.env._("Adjustments noted: %(count)s", count=len(found))
        else:
            message = self.env._("Nothing has changed since the sheets were closed")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if found else "success",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _find_corrections(self):
        """Note an adjustment for every closed line whose records give another number.

        A second run finds nothing more: what was noted counts.

        :return: the new adjustments
        """
        closed = self.filtered(lambda sheet: sheet.state == "closed")
        # Another search at the same time notes its sheets itself.
        closed = closed.try_lock_for_update(allow_referencing=True)
        values = closed.line_ids._prepare_adjustments()
        return (
            self.env["crm.vn.kpi.adjustment"]
            ._vn_as_engine()
            .create(values)
            .with_env(self.env)
        )

    @api.model
    def _cron_find_corrections(self):
        """Note what changed in the records of sheets closed not long ago.

        Strategy: batches of sheets by id, counted with one query per metric and
        period; a search that comes second finds nothing to note. A sheet that fails
        stands in the list of what could not be done.
        """
        domain = self._get_correction_domain()
        last_id = 0
        while sheets := self.search(
            [*domain, ("id", ">", last_id)], order="id", limit=CORRECTION_BATCH
        ):
            last_id = sheets[-1].id
            for company, mine in sheets.grouped("company_id").items():
                lang = company.partner_id.lang or self.env.lang
                self.env["crm.vn.cron.failure"]._vn_each(
                    "crm_vn_kpi_sheet.ir_cron_find_kpi_corrections",
                    mine.with_context(lang=lang),
                    lambda sheets: sheets._find_corrections(),
                    together=True,
                )
            left = self.env["ir.cron"]._commit_progress(len(sheets))
            if not left or len(sheets) < CORRECTION_BATCH:
                break

    @api.model
    def _get_correction_domain(self):
        """Return the domain of the sheets that are still compared by themselves."""
        now = fields.Datetime.now()
        # Only how long each company corrects is read.
        companies = self.env["res.company"].sudo().search([])
        recent = fields.Domain.OR(
            fields.Domain("company_id", "=", company.id)
            & fields.Domain(
                "closed_date",
                ">=",
                fields.Datetime.subtract(now, days=company.vn_kpi_correction_days),
            )
            for company in companies
            if company.vn_kpi_correction_days
        )
        return [*(fields.Domain("state", "=", "closed") & recent)]
