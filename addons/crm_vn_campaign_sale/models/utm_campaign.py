from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

#: fewer than this many on either side say nothing about the campaign
FEWEST = 100


class UtmCampaign(models.Model):
    _inherit = "utm.campaign"

    vn_window_days = fields.Integer(
        string="Days after the contact",
        default=30,
        help="Orders within these days after the contact count for the campaign",
    )
    vn_reached_count = fields.Integer(
        string="Members contacted", compute="_compute_vn_sales"
    )
    vn_order_count = fields.Integer(
        string="Orders after the contact", compute="_compute_vn_sales"
    )
    vn_revenue = fields.Monetary(
        string="Net revenue after the contact",
        currency_field="vn_currency_id",
        compute="_compute_vn_sales",
    )
    vn_held_count = fields.Integer(
        string="Members held back", compute="_compute_vn_sales"
    )
    vn_held_order_count = fields.Integer(
        string="Their orders in the same days", compute="_compute_vn_sales"
    )
    vn_held_revenue = fields.Monetary(
        string="Their net revenue in the same days",
        currency_field="vn_currency_id",
        compute="_compute_vn_sales",
    )
    vn_is_comparable = fields.Boolean(compute="_compute_vn_sales")
    vn_revenue_each = fields.Monetary(
        string="A member contacted brought",
        currency_field="vn_currency_id",
        compute="_compute_vn_sales",
    )
    vn_held_revenue_each = fields.Monetary(
        string="A member held back brought",
        currency_field="vn_currency_id",
        compute="_compute_vn_sales",
    )
    vn_uplift = fields.Monetary(
        string="More, for all contacted",
        currency_field="vn_currency_id",
        compute="_compute_vn_sales",
        help="What contacted members brought more than as many held-back ones",
    )

    _check_vn_window = models.Constraint(
        "CHECK (vn_window_days IS NULL OR vn_window_days BETWEEN 1 AND 366)",
        "The window after a contact is 1 to 366 days.",
    )

    @api.depends_context("uid", "company", "allowed_company_ids")
    @api.depends(
        "vn_member_ids.contacted_date", "vn_member_ids.is_held_back", "vn_window_days"
    )
    def _compute_vn_sales(self):
        found = self._vn_get_sales()
        for campaign in self:
            reached, orders, revenue = found.get((campaign.id, False), (0, 0, 0.0))
            held, held_orders, held_revenue = found.get(
                (campaign.id, True), (0, 0, 0.0)
            )
            comparable = min(reached, held) >= FEWEST
            each = revenue / reached if comparable else 0.0
            held_each = held_revenue / held if comparable else 0.0
            campaign.vn_reached_count = reached
            campaign.vn_order_count = orders
            campaign.vn_revenue = revenue
            campaign.vn_held_count = held
            campaign.vn_held_order_count = held_orders
            campaign.vn_held_revenue = held_revenue
            campaign.vn_is_comparable = comparable
            campaign.vn_revenue_each = each
            campaign.vn_held_revenue_each = held_each
            campaign.vn_uplift = (each - held_each) * reached

    # === The numbers, and their orders ===
    def _vn_get_sales(self):
        """Return ``{(campaign id, held back): (members, orders, net revenue)}``.

        Of members and orders that the reader may see, in the currency of the company.
        """
        if not self.ids or not self._vn_may_count_sales():
            return {}
        rows = self.env.execute_query(
            SQL(
                """
                WITH member AS (%(members)s), sale AS (%(sales)s)
                SELECT member.campaign_id, member.is_held_back, COUNT(*),
                       COALESCE(SUM(sale.orders), 0), COALESCE(SUM(sale.revenue), 0)
                  FROM member LEFT JOIN sale ON sale.id = member.id
                 GROUP BY member.campaign_id, member.is_held_back
                """,
                members=self._vn_get_window_sql(),
                sales=self._vn_get_sale_sql(
                    SQL(
                        "member.id, COUNT(*) AS orders, SUM(o.amount_untaxed"
                        " / COALESCE(NULLIF(o.currency_rate, 0), 1)) AS revenue"
                    ),
                    SQL("GROUP BY member.id"),
                ),
            )
        )
        return {
            (campaign, held): (count, int(orders), float(revenue))
            for campaign, held, count, orders, revenue in rows
        }

    @api.model
    def _vn_may_count_sales(self):
        """Tell whether the reader may see members and orders at all."""
        return self.env["crm.vn.campaign.member"].has_access("read") and self.env[
            "sale.order"
        ].has_access("read")

    def _vn_get_window_sql(self):
        """Return the members that count, with the edges of their window.

        Contacted ones from the contact on; held-back ones from the median of the
        contacts of their campaign on.
        """
        members = self.env["crm.vn.campaign.member"]
        members.flush_model()
        self.flush_model(["vn_window_days"])
        domain = Domain("campaign_id", "in", self.ids) & Domain(
            "partner_id", "!=", False
        )
        seen = members._search(
            domain
            & (
                Domain("contacted_date", "!=", False)
                | Domain("is_held_back", "=", True)
            ),
            active_test=False,
        )
        return SQL(
            """
            SELECT m.id, m.campaign_id, m.partner_id, m.company_id,
                   m.is_held_back IS TRUE AS is_held_back,
                   CASE WHEN m.is_held_back THEN middle.moment
                        ELSE m.contacted_date END AS since,
                   COALESCE(c.vn_window_days, 30) * interval '1 day' AS days
              FROM crm_vn_campaign_member m
              JOIN utm_campaign c ON c.id = m.campaign_id
              LEFT JOIN (
                   SELECT campaign_id, percentile_disc(0.5) WITHIN GROUP (
                              ORDER BY contacted_date) AS moment
                     FROM crm_vn_campaign_member
                    WHERE campaign_id = ANY(%s) AND is_held_back IS NOT TRUE
                      AND contacted_date IS NOT NULL
                    GROUP BY campaign_id) middle ON middle.campaign_id = m.campaign_id
             WHERE m.id IN %s
            """,
            self.ids,
            seen.subselect(),
        )

    def _vn_get_sale_sql(self, columns, more=None):
        """Return the orders in the windows of ``member``, as ``o``.

        A contact that is a member itself has its own ones, its company the others'.
        """
        orders = self.env["sale.order"]
        orders.flush_model(
            ["state", "date_order", "partner_id", "company_id", "amount_untaxed"]
        )
        orders.flush_model(["currency_rate"])
        self.env["res.partner"].flush_model(["commercial_partner_id"])
        rules = orders._search([("state", "=", "sale")], order="id")
        return SQL(
            """
            SELECT %(columns)s
              FROM member
              JOIN res_partner mp ON mp.id = member.partner_id
              JOIN res_partner p ON p.commercial_partner_id = mp.commercial_partner_id
               AND (p.id = mp.id
                    OR mp.id = mp.commercial_partner_id AND NOT EXISTS (
                       SELECT 1 FROM crm_vn_campaign_member other
                        WHERE other.campaign_id = member.campaign_id
                          AND other.partner_id = p.id))
              JOIN sale_order o ON o.partner_id = p.id AND o.state = 'sale'
               AND o.company_id = member.company_id
               AND o.date_order >= member.since
               AND o.date_order < member.since + member.days
             WHERE o.id IN %(seen)s %(more)s
            """,
            columns=columns,
            seen=rules.subselect(),
            more=more or SQL(),
        )

    def _vn_get_sale_ids(self, held_back):
        """Return the ids of the orders that a number counts."""
        self.ensure_one()
        if not self._vn_may_count_sales():
            return []
        rows = self.env.execute_query(
            SQL(
                "WITH member AS (%s) %s",
                self._vn_get_window_sql(),
                self._vn_get_sale_sql(
                    SQL("DISTINCT o.id"),
                    SQL("AND member.is_held_back = %s", bool(held_back)),
                ),
            )
        )
        return [row[0] for row in rows]

    @api.readonly
    def action_vn_open_sales(self):
        """Open the orders of members, or of the held-back group if the button says."""
        self.ensure_one()
        self.check_access("read")
        ids = self._vn_get_sale_ids(self.env.context.get("held_back"))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Orders of members"),
            "res_model": "sale.order",
            "view_mode": "list,form",
            "domain": [("id", "in", ids)],
            "context": {"create": False},
        }
