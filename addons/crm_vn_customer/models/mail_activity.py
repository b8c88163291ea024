from odoo import fields, models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    # what is planned ahead of a document, and the last thing done with it
    _vn_open_idx = models.Index(
        "(res_model, res_id, date_deadline) WHERE active IS TRUE"
    )
    _vn_todo_idx = models.Index(
        "(user_id, date_deadline, id) WHERE active IS TRUE AND user_id IS NOT NULL"
    )

    def write(self, vals):
        reopened = self.browse()
        if vals.get("active"):
            reopened = self.filtered(lambda activity: not activity.active)
        result = super().write(vals)
        if reopened:
            self.env["res.partner"]._vn_untouch(reopened)
        return result

    def unlink(self):
        done = self.filtered(lambda activity: not activity.active)
        if done:
            gone = done.with_env(self.env)
            result = super().unlink()
            self.env["res.partner"]._vn_untouch(gone)
            return result
        return super().unlink()

    def _action_done(self, feedback=False, attachment_ids=None):
        """Doing an activity of a customer is a contact with them."""
        todo = self.filtered("active")
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        for activity in todo.exists():
            activity._vn_partners()._vn_touch("activity", source=activity)
        return result

    def _vn_partners(self):
        """Return the customers that these activities are about.

        Of a document that is no customer, its ``partner_id``.
        """
        partners = self.env["res.partner"]
        # sudo: an activity may be done by somebody who can't read its document
        for model, data in self.sudo()._classify_by_model().items():
            records = self.env[model].sudo().browse(data["record_ids"]).exists()
            if model == "res.partner":
                partners |= records.sudo(self.env.su)
            elif (
                "partner_id" in records._fields
                and records._fields["partner_id"].comodel_name == "res.partner"
            ):
                partners |= records.partner_id.sudo(self.env.su)
        return partners

    def vn_postpone(self, days=None, date=None):
        """Move the deadline of open activities.

        :param int days: days from today
        :param date: or the new day
        """
        today = fields.Date.context_today(self)
        day = (
            fields.Date.to_date(date)
            if date
            else fields.Date.add(today, days=int(days or 0))
        )
        self.filtered("active").write({"date_deadline": day})
        return True
