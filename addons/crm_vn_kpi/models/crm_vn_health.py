from functools import partial

from odoo import api, models
from odoo.tools import SQL

#: {check: (model, columns, when nobody is credited)}; who had no owner at that moment
#: is nobody's for good, whoever owns it now
CHECKS = {
    "kpi_orders": (
        "sale.order",
        ["vn_credit_user_id", "vn_amount_company", "vn_customer_id"],
        SQL("t.state <> 'sale'"),
    ),
    "kpi_leads": ("crm.lead", ["vn_credit_user_id"], SQL("t.won_status <> 'won'")),
    "kpi_contracts": (
        "crm.vn.contract",
        ["vn_credit_user_id", "vn_renewal_user_id"],
        SQL("t.is_signed IS NOT TRUE"),
    ),
}


class CrmVnHealth(models.AbstractModel):
    _inherit = "crm.vn.health"

    @api.model
    def _vn_checks(self):
        """What the metrics count is what its document says."""
        label = self.env._("What KPI counts: %s")
        words = {
            "kpi_orders": self.env._("orders"),
            "kpi_leads": self.env._("opportunities"),
            "kpi_contracts": self.env._("contracts"),
        }
        return {
            **super()._vn_checks(),
            **{
                code: (label % word, partial(self._vn_check_credit, *CHECKS[code]))
                for code, word in words.items()
            },
        }

    @api.model
    def _vn_check_credit(self, model, names, is_nobodys):
        """Compare columns of the metrics with what they are computed to be."""
        return self._vn_compare(
            model,
            names,
            lambda records: self._vn_compute_again(records, names),
            where=SQL("(t.vn_credit_user_id IS NOT NULL OR %s)", is_nobodys),
        )

    @api.model
    def _vn_compute_again(self, records, names):
        for name in names:
            self.env.add_to_compute(records._fields[name], records)
