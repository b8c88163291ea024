from odoo import fields, models
from odoo.tools import SQL


class CrmVnKpiEmail(models.Model):
    """E-mails of mailings that a customer opened."""

    _name = "crm.vn.kpi.email"
    _inherit = "crm.vn.kpi.fact.mixin"
    _description = "E-mail that was read"
    _auto = False
    _depends = {
        "mailing.mailing": ["vn_credit_company_id", "vn_credit_user_id"],
        "mailing.trace": [
            "is_test_trace",
            "mass_mailing_id",
            "model",
            "open_datetime",
            "res_id",
            "trace_type",
        ],
    }

    mailing_id = fields.Many2one("mailing.mailing", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT t.id, t.open_datetime AS date, m.vn_credit_user_id AS user_id,
                   m.vn_credit_company_id AS company_id, t.model AS res_model,
                   t.res_id, t.mass_mailing_id AS mailing_id
              FROM mailing_trace t
              JOIN mailing_mailing m ON m.id = t.mass_mailing_id
             WHERE t.trace_type = 'mail' AND t.is_test_trace IS NOT TRUE
               AND t.open_datetime IS NOT NULL AND t.model IN %s
            """,
            tuple(self._get_document_models()),
        )
