from odoo import models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _compute_date_done(self):
        """The day is the company's; Odoo's own is UTC's, a day early before 7:00."""
        new = self.filtered(lambda act: not act.active and not act.date_done)
        super()._compute_date_done()
        new.date_done = self.env.company._vn_today()
