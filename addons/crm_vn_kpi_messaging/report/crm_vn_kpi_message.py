from odoo import fields, models
from odoo.tools import SQL


class CrmVnKpiMessage(models.Model):
    """SMS and Zalo messages that reached a customer."""

    _name = "crm.vn.kpi.message"
    _inherit = "crm.vn.kpi.fact.mixin"
    _description = "Delivered message"
    _auto = False
    _depends = {
        "crm.vn.message": [
            "answered",
            "company_id",
            "delivered_date",
            "direction",
            "kind",
            "partner_id",
            "res_id",
            "res_model",
            "sent_date",
            "state",
            "user_id",
        ],
    }

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    kind = fields.Char(readonly=True)
    is_delivered = fields.Boolean(readonly=True)
    is_answered = fields.Boolean(readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT m.id, m.sent_date AS date, m.user_id, m.partner_id, m.company_id,
                   m.kind, m.state IN ('delivered', 'read') AS is_delivered,
                   m.answered IS TRUE AS is_answered,
                   CASE WHEN m.res_model IN %(models)s AND m.res_id > 0
                        THEN m.res_model ELSE 'res.partner' END AS res_model,
                   CASE WHEN m.res_model IN %(models)s AND m.res_id > 0
                        THEN m.res_id ELSE m.partner_id END AS res_id
              FROM crm_vn_message m
             WHERE m.direction = 'out' AND m.sent_date IS NOT NULL
               AND m.partner_id IS NOT NULL AND m.user_id IS NOT NULL
            """,
            models=tuple(self._get_document_models()),
        )
