from odoo import models


class MailNotification(models.Model):
    _inherit = "mail.notification"

    _vn_kpi_sms_idx = models.Index(
        "(mail_message_id) "
        "WHERE notification_type = 'sms' AND notification_status = 'sent'"
    )
