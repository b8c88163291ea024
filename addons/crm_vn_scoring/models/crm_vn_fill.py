from odoo import api, models
from odoo.tools import SQL


class CrmVnFill(models.Model):
    _inherit = "crm.vn.fill"

    @api.model
    def _vn_fills(self):
        engine = self.env["crm.vn.score.engine"]
        return {
            **super()._vn_fills(),
            "customer_scores": (
                self.env._("Scores of customers"),
                "res.partner",
                engine._fill_customers,
            ),
            "lead_scores": (
                self.env._("Scores of opportunities"),
                "crm.lead",
                engine._fill_leads,
            ),
        }


class CrmVnScoreEngine(models.AbstractModel):
    _inherit = "crm.vn.score.engine"

    @api.model
    def _fill_customers(self, first, last):
        """Score the customers with these ids as if the addon had been there.

        Memberships are dated to the creation of the customer, who may have been in
        the group ever since; those that began after the installation are in the
        ledger already and stay as they are.
        """
        self._flush_facts()
        [(before,)] = self.env.execute_query(
            SQL("SELECT COALESCE(max(id), 0) FROM crm_vn_score_line")
        )
        partners = self.env.execute_query(
            SQL(
                """SELECT id FROM res_partner
                WHERE id BETWEEN %s AND %s AND commercial_partner_id = id""",
                first,
                last,
            )
        )
        self._apply_in_parts([partner for (partner,) in partners], [])
        self._date_first_memberships(before)

    @api.model
    def _fill_leads(self, first, last):
        """Score the leads with these ids."""
        leads = self.env["crm.lead"].with_context(active_test=False)
        leads = leads.search([("id", ">=", first), ("id", "<=", last)])
        self._refresh(leads=leads.ids)
