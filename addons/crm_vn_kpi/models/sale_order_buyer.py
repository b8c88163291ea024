from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

BUYER_FIELDS = {"vn_buyer_period", "vn_buyer_once_period", "vn_buyer_again_period"}


class SaleOrder(models.Model):
    """Customers who bought in a period, each shown by the last order in it.

    Every customer has exactly one last order in a period, and that order has one
    person to credit: so the numbers of the people add up to the total.
    """

    _inherit = "sale.order"

    vn_buyer_period = fields.Char(
        string="Last order of a customer in the period",
        compute="_compute_vn_buyer_period",
        search="_search_vn_buyer_period",
        exportable=False,
        export_string_translation=False,
        groups="base.group_user",
    )
    vn_buyer_once_period = fields.Char(
        string="Only order of a customer in the period",
        compute="_compute_vn_buyer_period",
        search="_search_vn_buyer_once_period",
        exportable=False,
        export_string_translation=False,
        groups="base.group_user",
    )
    vn_buyer_again_period = fields.Char(
        string="Last of several orders of a customer in the period",
        compute="_compute_vn_buyer_period",
        search="_search_vn_buyer_again_period",
        exportable=False,
        export_string_translation=False,
        groups="base.group_user",
    )

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        """Offer the periods to nobody: only metrics ask for them."""
        result = super().fields_get(allfields, attributes)
        for name in BUYER_FIELDS & result.keys():
            if "searchable" in result[name]:
                result[name]["searchable"] = False
        return result

    def _compute_vn_buyer_period(self):
        self.vn_buyer_period = False
        self.vn_buyer_once_period = False
        self.vn_buyer_again_period = False

    def _search_vn_buyer_period(self, operator, value):
        return self._vn_search_buyers(operator, value, SQL("IS NOT NULL"))

    def _search_vn_buyer_once_period(self, operator, value):
        return self._vn_search_buyers(operator, value, SQL("= 1"))

    def _search_vn_buyer_again_period(self, operator, value):
        return self._vn_search_buyers(operator, value, SQL("> 1"))

    @api.model
    def _vn_search_buyers(self, operator, value, number):
        """Return the domain of one order per customer.

        :param value: a period as ``crm.vn.kpi.metric`` writes it:
            ``start/end`` in UTC, the end not part of it
        :param SQL number: condition on how many orders the customer made in it
        """
        if operator != "in":
            return NotImplemented
        return Domain.OR(self._vn_get_buyers_domain(period, number) for period in value)

    @api.model
    def _vn_get_buyers_domain(self, period, number):
        """Return the domain that joins the customers' last orders of a period.

        All conditions on the buyers of a period share the join.
        """
        start, end = self._vn_parse_period(period)
        self.flush_model(["state", "vn_customer_id", "company_id", "date_order"])
        last_orders = SQL(
            """(
            SELECT (array_agg(o.id ORDER BY o.date_order DESC, o.id DESC))[1] AS id,
                   count(*) AS number
              FROM sale_order o
             WHERE o.state = 'sale' AND o.company_id IN %s
               AND o.date_order >= %s AND o.date_order < %s
             GROUP BY o.vn_customer_id)""",
            tuple(self.env.companies.ids),
            start,
            end,
        )

        def to_sql(_model, alias, query):
            buyer = query.make_alias(alias, f"vn_buyer_{start:%Y%m%d%H}_{end:%Y%m%d%H}")
            joined = SQL.identifier(buyer, "id")
            query.add_join(
                "LEFT JOIN",
                buyer,
                last_orders,
                SQL("%s = %s", joined, SQL.identifier(alias, "id")),
            )
            return SQL("%s %s", SQL.identifier(buyer, "number"), number)

        return Domain.custom(to_sql=to_sql)

    @api.model
    def _vn_parse_period(self, period):
        try:
            start, end = map(fields.Datetime.to_datetime, period.split("/"))
        except (AttributeError, ValueError) as error:
            raise UserError(
                self.env._(
                    "%(period)s is no period: write two moments in UTC, such as "
                    "2027-01-31 17:00:00/2027-02-28 17:00:00.",
                    period=period,
                )
            ) from error
        return start, end
