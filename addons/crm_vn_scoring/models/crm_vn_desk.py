from odoo import api, models
from odoo.tools import SQL


class CrmVnDesk(models.AbstractModel):
    _inherit = "crm.vn.desk"

    @api.model
    def _get_todo_order(self):
        """Show the customers with the most stars first, then what is due first."""
        partner = self.env["res.partner"]
        stars = []
        for model in partner._vn_customer_documents():
            document = self.env[model]
            if "vn_star" in document._fields:
                # a lead has its own stars while it has no customer
                star = SQL(
                    "SELECT s.vn_star FROM %s s WHERE s.id = activity.res_id",
                    SQL.identifier(document._table),
                )
            else:
                star = SQL(
                    "SELECT s.vn_star FROM (SELECT activity.res_id) a %s "
                    "JOIN res_partner s ON s.id = %s",
                    *partner._vn_link_customer(model, SQL("a.res_id")),
                )
            stars.append(SQL("WHEN %s THEN (%s)", model, star))
        return SQL(
            "CASE activity.res_model %s END DESC NULLS LAST, %s",
            SQL(" ").join(stars),
            super()._get_todo_order(),
        )

    @api.model
    def _format_forgotten(self, partner):
        return {**super()._format_forgotten(partner), "star": int(partner.vn_star or 0)}

    @api.model
    def _get_forgotten_fields(self):
        return [*super()._get_forgotten_fields(), "vn_star"]

    @api.model
    def _get_customer_fields(self):
        return [*super()._get_customer_fields(), "vn_star"]

    @api.model
    def _format_customer(self, customer):
        star = int(customer.vn_star or 0)
        return {**super()._format_customer(customer), "star": star}
