from odoo import models


class MailingTrace(models.Model):
    _inherit = "mailing.trace"

    _vn_kpi_idx = models.Index("(open_datetime) WHERE open_datetime IS NOT NULL")
