from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class ResPartner(models.Model):
    """Quotations and orders are documents of a customer, and contacts."""

    _inherit = "res.partner"

    @api.model
    def _vn_customer_documents(self):
        return {**super()._vn_customer_documents(), "sale.order": "partner_id"}

    @api.model
    def _vn_customer_events(self):
        return {
            **super()._vn_customer_events(),
            "order": {
                "label": self.env._("Confirmed order"),
                "model": "sale.order",
                "partner": "partner_id",
                "date": "date_order",
                "domain": Domain("state", "=", "sale"),
            },
        }

    @api.model
    def _vn_contact_kinds(self):
        return {
            **super()._vn_contact_kinds(),
            "quotation": self.env._("Quotation"),
            "order": self.env._("Sales order"),
        }

    @api.model
    def _vn_contact_facts(self):
        """Add the day of each quotation and order; a cancelled one was talked about."""
        return [
            *super()._vn_contact_facts(),
            SQL(
                """
                SELECT o.partner_id, %s AS day,
                       CASE WHEN o.state = 'sale' THEN 'order'
                            ELSE 'quotation' END AS kind,
                       NULL::int AS type_id, o.user_id,
                       'sale.order'::varchar AS model, o.id AS res_id
                  FROM sale_order o
                 WHERE o.date_order <= %s
                """,
                self.env.company._vn_day_sql(SQL("o.date_order")),
                fields.Datetime.now(),
            ),
        ]
