from odoo import fields, models
from odoo.tools import SQL


class CrmVnKpiActivity(models.Model):
    """Done activities about customers."""

    _name = "crm.vn.kpi.activity"
    _inherit = "crm.vn.kpi.fact.mixin"
    _description = "Done activity"
    _auto = False
    _depends = {
        "mail.activity": [
            "active",
            "activity_type_id",
            "res_id",
            "res_model",
            "summary",
            "vn_credit_company_id",
            "vn_credit_user_id",
            "vn_done_at",
        ],
        "mail.activity.type": ["category"],
    }

    activity_type_id = fields.Many2one("mail.activity.type", readonly=True)
    category = fields.Char(readonly=True, export_string_translation=False)
    summary = fields.Char(readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT a.id, a.vn_done_at AS date, a.vn_credit_user_id AS user_id,
                   a.vn_credit_company_id AS company_id, a.res_model, a.res_id,
                   a.activity_type_id, a.summary,
                   coalesce(t.category, 'default') AS category
              FROM mail_activity a
         LEFT JOIN mail_activity_type t ON t.id = a.activity_type_id
             WHERE a.active IS FALSE AND a.vn_done_at IS NOT NULL
               AND a.res_model IN %s
            """,
            tuple(self._get_document_models()),
        )
