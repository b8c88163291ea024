from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

AFTER_DAYS = timedelta(days=90)
#: orders and contracts that are looked at in one run
MOST = 2000


class CrmVnFeedbackPlan(models.Model):
    _inherit = "crm.vn.feedback.plan"

    @api.model
    def _vn_get_occasions(self):
        """Add delivered orders, and contracts that began, run or end."""
        found = super()._vn_get_occasions()
        contracts = self.env["crm.vn.contract"]
        if self._vn_get_since("order"):
            found.append(("order", self._vn_get_orders(), self._vn_get_order_day))
        for occasion, get_day in (
            ("contract", lambda one: one.start_date),
            ("contract_90", lambda one: one.start_date + AFTER_DAYS),
            ("renewal", self._vn_get_renewal_day),
        ):
            if since := self._vn_get_since(occasion):
                domain = self._vn_get_contract_domain(occasion, since)
                found.append((occasion, contracts.search(domain, limit=MOST), get_day))
        return found

    # === Orders ===
    @api.model
    def _vn_get_order_set(self, company):
        sets = self._vn_get_automatic("order")
        return sets.filtered(
            lambda one: not one.company_id or one.company_id == company
        )[:1]

    @api.model
    def _vn_get_orders(self):
        """Return orders whose moment has come and that nothing is planned for."""
        orders = self.env["sale.order"]
        for company in self.env["res.company"].search([]):
            questions = self._vn_get_order_set(company)
            if not questions:
                continue
            since = questions.automatic_since
            start = company._vn_moment(since) if since else None
            orders.flush_model(["state", "date_order", "company_id"])
            self.env["sale.order.line"].flush_model(
                ["product_uom_qty", "qty_delivered", "display_type", "order_id"]
            )
            self.flush_model()
            rows = self.env.execute_query(
                SQL(
                    """
                    SELECT o.id FROM sale_order o
                     WHERE o.state = 'sale' AND o.company_id = %(company)s
                       AND (%(start)s IS NULL OR o.date_order >= %(start)s)
                       AND NOT EXISTS (
                           SELECT 1 FROM crm_vn_feedback_plan q
                            WHERE q.res_model = 'sale.order' AND q.res_id = o.id
                              AND q.occasion = 'order' AND q.state <> 'cancelled')
                       %(delivered)s
                     ORDER BY o.id LIMIT %(most)s
                    """,
                    company=company.id,
                    start=start,
                    delivered=self._vn_get_delivered_sql(questions),
                    most=MOST,
                )
            )
            orders |= orders.browse(row[0] for row in rows)
        return orders

    @api.model
    def _vn_get_delivered_sql(self, questions):
        """Return the condition of orders that were delivered in full."""
        if questions.order_moment == "confirmed":
            return SQL()
        wanted = SQL(
            "l.order_id = o.id AND l.display_type IS NULL AND l.product_uom_qty > 0"
            " AND l.is_downpayment IS NOT TRUE"
        )
        return SQL(
            """
            AND EXISTS (SELECT 1 FROM sale_order_line l WHERE %s)
            AND NOT EXISTS (SELECT 1 FROM sale_order_line l WHERE %s
                            AND COALESCE(l.qty_delivered, 0) < l.product_uom_qty)
            """,
            wanted,
            wanted,
        )

    @api.model
    def _vn_get_order_day(self, order):
        """Return the day of the confirmation, or the day its delivery was noticed."""
        company = order.company_id
        if self._vn_get_order_set(company).order_moment == "confirmed":
            return company._vn_day(order.date_order)
        return company._vn_today()

    # === Contracts ===
    @api.model
    def _vn_get_contract_domain(self, occasion, since):
        """Return the contracts in force whose day of an occasion has come."""
        latest = max(self.env["res.company"]._vn_todays().values())
        domain = Domain("meaning", "=", "active") & Domain("is_annex", "=", False)
        if occasion == "renewal":
            sets = self._vn_get_automatic(occasion)
            ahead = max(sets.mapped("days_before_end"), default=0)
            domain &= Domain("end_date", ">=", latest - timedelta(days=1))
            domain &= Domain("end_date", "<=", latest + timedelta(days=ahead))
        else:
            after = AFTER_DAYS if occasion == "contract_90" else timedelta()
            domain &= Domain("start_date", ">=", since - after)
            domain &= Domain("start_date", "<=", latest - after)
        planned = self._search(
            [
                ("res_model", "=", "crm.vn.contract"),
                ("occasion", "=", occasion),
                ("state", "!=", "cancelled"),
            ]
        )
        return domain & Domain("id", "not in", planned.subselect("res_id"))

    @api.model
    def _vn_get_renewal_day(self, contract):
        """Return the day on which the end of a contract is near; none before it."""
        sets = self._vn_get_automatic("renewal").filtered(
            lambda one: not one.company_id or one.company_id == contract.company_id
        )
        day = contract.end_date - timedelta(days=sets[:1].days_before_end)
        return day if day <= contract.company_id._vn_today() else False
