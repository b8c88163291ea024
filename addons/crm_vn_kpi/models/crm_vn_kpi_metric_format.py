"""How a number of a KPI is written, the same on a report, a sheet and the desk."""

from odoo import api, models

from odoo.addons.crm_vn_base.numbers import format_number, format_percent


class CrmVnKpiMetric(models.Model):
    _inherit = "crm.vn.kpi.metric"

    @api.model
    def _vn_format(self, value, currency=None, kind="number", is_short=True):
        """Return a number as people read it, see `format_number`."""
        return format_number(self.env, value, currency, kind, is_short)

    @api.model
    def _vn_format_percent(self, value):
        """Return a percentage as people read it; a dash for None."""
        return format_percent(self.env, value)
