from odoo import fields, models

from odoo.addons.crm_vn_base.arguments import takes


class MailActivity(models.Model):
    _inherit = "mail.activity"

    _vn_todo_idx = models.Index(
        "(user_id, date_deadline, id) WHERE active IS TRUE AND user_id IS NOT NULL"
    )
    # the last day somebody did something
    _vn_done_idx = models.Index("(user_id, date_done) WHERE active IS NOT TRUE")

    @takes(days="days?", date="day?")
    def vn_postpone(self, days=None, date=None):
        """Move the deadline of open activities.

        :param int days: days from today
        :param date: or the new day
        """
        today = self.env.company._vn_today()
        day = (
            fields.Date.to_date(date)
            if date
            else fields.Date.add(today, days=int(days or 0))
        )
        self.filtered("active").write({"date_deadline": day})
        return True
