from odoo import api, models
from odoo.tools import SQL


class CrmVnFill(models.Model):
    _inherit = "crm.vn.fill"

    @api.model
    def _vn_fills(self):
        return {
            **super()._vn_fills(),
            "customer_scores": (
                self.env._("Scores of customers"),
                "res.partner",
                self._fill_customer_scores,
            ),
            "lead_scores": (
                self.env._("Scores of opportunities"),
                "crm.lead",
                self._fill_lead_scores,
            ),
        }

    def _fill_customer_scores(self, first, last):
        """Score the customers with these ids as if the addon had been there.

        Memberships are dated to the creation of the customer, who may have been in
        the group ever since; those that began after the installation are in the
        ledger already and stay as they are.
        """
        engine = self.env["crm.vn.score.engine"]
        engine._flush_facts()
        [(before,)] = self.env.execute_query(
            SQL("SELECT COALESCE(max(id), 0) FROM crm_vn_score_line")
        )
        partners = self.env.execute_query(
            SQL(
                """SELECT id FROM res_partner
                WHERE id BETWEEN %s AND %s AND commercial_partner_id = id""",
                *(first, last),
            )
        )
        engine._apply_in_parts([partner for (partner,) in partners], [])
        engine._date_first_memberships(before)

    def _fill_lead_scores(self, first, last):
        """Score the leads of nobody with these ids: others have their customer's."""
        domain = [("id", ">=", first), ("id", "<=", last), ("partner_id", "=", False)]
        leads = self.env["crm.lead"].with_context(active_test=False).search(domain)
        self.env["crm.vn.score.engine"]._refresh(leads=leads.ids)
