from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import float_round, formatLang

DASH = "–"
NBSP = "\N{NO-BREAK SPACE}"
#: amounts from here on are shown without decimals
WHOLE_FROM = 1000


class CrmVnKpiMetric(models.Model):
    """Metrics that people are judged by stay."""

    _inherit = "crm.vn.kpi.metric"

    @api.model
    def _vn_format(self, value, currency=None):
        """Return a number as people read it: 12, 12.5, 1,250,000 ₫; a dash for None.

        :param currency: of an amount, a record of ``res.currency``
        """
        if value is None:
            return DASH
        if currency and abs(value) >= WHOLE_FROM:
            # nobody reads the cents of thousands; a click shows them
            number = formatLang(
                self.env, float_round(value, precision_digits=0), digits=0
            )
            before = currency.position == "before"
            parts = [currency.symbol, number] if before else [number, currency.symbol]
            return NBSP.join(parts)
        if currency:
            return formatLang(self.env, value, currency_obj=currency)
        digits = 0 if round(value, 1) == round(value) else 1
        return formatLang(self.env, value, digits=digits)

    @api.model
    def _vn_format_percent(self, value):
        """Return a percentage as people read it; a dash for None."""
        if value is None:
            return DASH
        return f"{self._vn_format(value)}{NBSP}%"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_agreed(self):
        for model in ("crm.vn.kpi.plan.line", "crm.vn.kpi.sheet.line"):
            # sudo: only whether it is used is told
            used = (
                self.env[model].sudo().search([("metric_id", "in", self.ids)], limit=1)
            )
            if used:
                raise UserError(
                    self.env._(
                        "The metric %(metric)s is in KPI plans or sheets: it can't be "
                        "deleted. Archive it instead.",
                        metric=used.metric_id.name,
                    )
                )
