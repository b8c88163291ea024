from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL


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
        export_string_translation=False,
    )
    vn_buyer_once_period = fields.Char(
        string="Only order of a customer in the period",
        compute="_compute_vn_buyer_period",
        search="_search_vn_buyer_once_period",
        export_string_translation=False,
    )
    vn_buyer_again_period = fields.Char(
        string="Last of several orders of a customer in the period",
        compute="_compute_vn_buyer_period",
        search="_search_vn_buyer_again_period",
        export_string_translation=False,
    )

    def _compute_vn_buyer_period(self):
        self.vn_buyer_period = False
        self.vn_buyer_once_period = False
        self.vn_buyer_again_period = False

    def _search_vn_buyer_period(self, operator, value):
        return self._vn_search_buyers(operator, value, SQL("TRUE"))

    def _search_vn_buyer_once_period(self, operator, value):
        return self._vn_search_buyers(operator, value, SQL("count(*) = 1"))

    def _search_vn_buyer_again_period(self, operator, value):
        return self._vn_search_buyers(operator, value, SQL("count(*) > 1"))

    def _vn_search_buyers(self, operator, value, having):
        """Return the domain of one order per customer.

        :param value: a period as ``crm.vn.kpi.metric`` writes it:
            ``start/end`` in UTC, the end not part of it
        :param SQL having: condition on the customer's orders of the period
        """
        if operator != "in":
            return NotImplemented
        return Domain.OR(
            Domain("id", "in", self._vn_get_buyers(period, having)) for period in value
        )

    def _vn_get_buyers(self, period, having):
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
        self.flush_model(["state", "partner_id", "company_id", "date_order"])
        return SQL(
            """(
            SELECT (array_agg(o.id ORDER BY o.date_order DESC, o.id DESC))[1]
              FROM sale_order o
              JOIN res_partner p ON p.id = o.partner_id
             WHERE o.state = 'sale' AND o.company_id IN %(companies)s
               AND o.date_order >= %(start)s AND o.date_order < %(end)s
             GROUP BY p.commercial_partner_id
            HAVING %(having)s)""",
            companies=tuple(self.env.companies.ids),
            start=start,
            end=end,
            having=having,
        )
