from odoo import fields, models
from odoo.tools import SQL


class CrmVnKpiSms(models.Model):
    """SMS that reached a customer."""

    _name = "crm.vn.kpi.sms"
    _inherit = "crm.vn.kpi.fact.mixin"
    _description = "Delivered SMS"
    _auto = False
    _depends = {
        "mail.message": ["author_id", "date", "model", "record_company_id", "res_id"],
        "mail.notification": [
            "mail_message_id",
            "notification_status",
            "notification_type",
            "res_partner_id",
        ],
        "res.users": ["company_id", "partner_id", "share"],
    }

    partner_id = fields.Many2one("res.partner", string="Recipient", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT n.id, m.date, u.id AS user_id, n.res_partner_id AS partner_id,
                   coalesce(m.record_company_id, u.company_id) AS company_id,
                   m.model AS res_model, m.res_id
              FROM mail_notification n
              JOIN mail_message m ON m.id = n.mail_message_id
              JOIN res_users u ON u.partner_id = m.author_id AND u.share IS NOT TRUE
             WHERE n.notification_type = 'sms' AND n.notification_status = 'sent'
               AND m.model IN %s
            """,
            tuple(self._get_document_models()),
        )
