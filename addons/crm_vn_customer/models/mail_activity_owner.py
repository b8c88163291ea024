from odoo import fields, models
from odoo.tools import SQL


class MailActivity(models.Model):
    """Activities go to somebody else, thousands at once."""

    _name = "mail.activity"
    _inherit = ["mail.activity", "crm.vn.owned.mixin"]

    def _vn_work_customers(self):
        nobody = self.env["res.partner"]
        result = dict.fromkeys(self.ids, nobody)
        for model, activities in self.grouped("res_model").items():
            if not model or model not in self.env:
                continue
            document = self.env[model]
            field = document._fields.get("partner_id")
            if model != "res.partner" and (
                not field or field.comodel_name != "res.partner"
            ):
                continue
            records = document.browse(activities.mapped("res_id")).exists()
            partners = {
                record.id: record if model == "res.partner" else record.partner_id
                for record in records
            }
            for activity in activities:
                result[activity.id] = partners.get(activity.res_id, nobody)
        return result

    def _vn_give_to(self, user):
        """Give these activities to *user*: set-based, mailing nobody."""
        if not self:
            return
        self.flush_recordset(["user_id"])
        self.env.cr.execute(
            SQL(
                """
                UPDATE mail_activity
                   SET user_id = %s, user_tz = %s, write_uid = %s, write_date = %s
                 WHERE id = ANY(%s)
                """,
                user.id or None,
                user.tz or None,
                self.env.uid,
                fields.Datetime.now(),
                list(self.ids),
            )
        )
        self.invalidate_recordset(["user_id", "user_tz"], flush=False)
        self.modified(["user_id"])
        if not user:
            return
        for model, activities in self.grouped("res_model").items():
            if model == "res.partner":
                partners = self.env[model].browse(set(activities.mapped("res_id")))
                partners._vn_let_follow(user.partner_id)
        user._bus_send(
            "mail.activity/updated",
            {"activity_created": True, "count_diff": len(self)},
        )
