from odoo import models


class MailMessage(models.Model):
    _inherit = "mail.message"

    _vn_kpi_idx = models.Index(
        "(date, author_id) INCLUDE (model, record_company_id) "
        "WHERE message_type = 'comment'"
    )
