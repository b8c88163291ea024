from odoo import api, models
from odoo.tools import SQL


class CrmVnDesk(models.AbstractModel):
    _inherit = "crm.vn.desk"

    @api.model
    def _get_todo_order(self):
        """Show the customers with the most stars first, then what is due first."""
        return SQL(
            """CASE activity.res_model
                WHEN 'res.partner' THEN (SELECT p.vn_star FROM res_partner p
                    WHERE p.id = activity.res_id)
                WHEN 'crm.lead' THEN (SELECT l.vn_star FROM crm_lead l
                    WHERE l.id = activity.res_id)
            END DESC NULLS LAST, %s""",
            super()._get_todo_order(),
        )

    @api.model
    def _format_forgotten(self, partner):
        return {**super()._format_forgotten(partner), "star": int(partner.vn_star or 0)}

    @api.model
    def _get_forgotten_fields(self):
        return [*super()._get_forgotten_fields(), "vn_star"]
