from odoo import api, fields, models
from odoo.tools import SQL


class MailActivity(models.Model):
    _name = "mail.activity"
    _inherit = ["mail.activity", "crm.vn.protected.mixin"]
    _vn_engine_fields = ("vn_enrollment_id", "vn_template_id")

    vn_enrollment_id = fields.Many2one(
        "crm.vn.care.enrollment",
        string="Care enrollment",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        copy=False,
    )
    vn_template_id = fields.Many2one(
        "mail.activity.plan.template",
        string="Care schedule line",
        readonly=True,
        ondelete="set null",
        copy=False,
    )

    # the load of a person on a day, and the to-do list of care
    _vn_care_load_idx = models.Index(
        "(user_id, date_deadline) WHERE active IS TRUE AND vn_enrollment_id IS NOT NULL"
    )

    def _vn_on_done(self):
        result = super()._vn_on_done()
        self._vn_get_care()._vn_sync_care_lines()
        return result

    def _vn_on_reopened(self):
        result = super()._vn_on_reopened()
        self._vn_get_care()._vn_sync_care_lines()
        return result

    def _vn_on_changed(self, names):
        result = super()._vn_on_changed(names)
        if "user_id" in names:
            self._vn_get_care()._vn_sync_care_lines()
        return result

    def _vn_on_removed(self):
        then = super()._vn_on_removed()
        care = self._vn_get_care().filtered("active")
        if care:
            # the promise belongs to the engine; deleting is checked by core
            lines = self.env["crm.vn.care.line"].sudo()
            lines = lines.search([("activity_id", "in", care.ids)])
            reason = self.env._("Cancelled by %(user)s", user=self.env.user.name)
            planned = lines.filtered(lambda line: line.state == "planned")
            planned._vn_as_engine().write({"state": "stopped", "stop_reason": reason})
            lines.enrollment_id._update_done()
        return then

    def _vn_get_care(self):
        """Return those of care, unless the engine itself is at work on them."""
        if self._vn_is_engine("vn_care_engine"):
            return self.sudo().browse()
        # sudo: the promise belongs to the engine; writing the activity was allowed
        return self.sudo().filtered("vn_enrollment_id")

    def _vn_as_care_engine(self):
        """Return these activities for changes that their lines know of already."""
        return self._vn_as_engine(vn_care_engine=True)

    def _vn_give_to(self, user):
        """What was promised goes with the activity."""
        result = super()._vn_give_to(user)
        lines = self.env["crm.vn.care.line"].search(
            [("activity_id", "in", self.ids), ("state", "=", "planned")]
        )
        step = "owner" if user else "nobody"
        lines._vn_as_engine().write({"user_id": user.id, "user_step": step})
        return result

    def _vn_sync_care_lines(self):
        """Bring the lines in line with their activities: done, open, who."""
        if not self:
            return
        lines = self.env["crm.vn.care.line"].search([("activity_id", "in", self.ids)])
        for line in lines:
            activity = line.activity_id
            enrollment = line.enrollment_id
            values = {"user_id": activity.user_id.id}
            if not activity.active and line.state in ("planned", "stopped"):
                values.update(state="done", done_date=activity.date_done)
                values.update(stop_reason=False)
            elif activity.active and line.state == "done":
                # what is taken up again in care that has stopped is somebody's own
                # task, and no promise of the schedule
                stopped = enrollment.state == "stopped"
                values.update(state="stopped" if stopped else "planned")
                values.update(done_date=False, stop_reason=enrollment.stop_reason)
            line._vn_as_engine().write(values)
        lines.enrollment_id._update_done()

    @api.model
    def _vn_create_for_care(self, lines):
        """Create the activities of open care lines, set-based.

        Mails nobody; the caller tells each person once. Assignees follow the
        customer, as they do when an activity is made by hand.

        :param lines: ``crm.vn.care.line`` records without an activity
        """
        if not lines:
            return self
        lines.flush_recordset()
        lines.partner_id.mapped("display_name")
        now = fields.Datetime.now()
        model_id = self.env["ir.model"]._get_id("res.partner")
        rows = []
        for line in lines:
            template = line.template_id
            rows.append(
                (
                    line.activity_type_id.id,
                    model_id,
                    "res.partner",
                    line.partner_id.id,
                    line.partner_id.display_name,
                    line.user_id.id or None,
                    line.user_id.tz or None,
                    line.date,
                    line.name,
                    template.note or None,
                    True,
                    True,
                    line.enrollment_id.id,
                    template.id or None,
                    self.env.uid,
                    now,
                    self.env.uid,
                    now,
                )
            )
        ids = [
            row[0]
            for row in self.env.execute_query(
                SQL(
                    """
                    INSERT INTO mail_activity (
                        activity_type_id, res_model_id, res_model, res_id, res_name,
                        user_id, user_tz, date_deadline, summary, note, automated,
                        active, vn_enrollment_id, vn_template_id,
                        create_uid, create_date, write_uid, write_date)
                    VALUES %s RETURNING id
                    """,
                    SQL(", ").join(SQL("%s", row) for row in rows),
                )
            )
        ]
        self.env.cr.execute(
            SQL(
                """
                UPDATE crm_vn_care_line line SET activity_id = activity.id
                  FROM mail_activity activity
                 WHERE activity.id = ANY(%s)
                   AND line.enrollment_id = activity.vn_enrollment_id
                   AND line.template_id = activity.vn_template_id
                """,
                ids,
            )
        )
        activities = self.browse(ids)
        lines.invalidate_recordset(["activity_id"])
        lines.enrollment_id.invalidate_recordset(["activity_ids"])
        lines.partner_id.invalidate_recordset(["activity_ids"])
        activities.modified(
            ["res_model", "res_id", "user_id", "date_deadline", "active"]
        )
        activities._vn_subscribe_assignees()
        return activities

    def _vn_subscribe_assignees(self):
        """Let assignees follow their customers, and update their counters."""
        today = self.env.company._vn_today()
        for user, activities in self.grouped("user_id").items():
            if not user:
                continue
            partners = self.env["res.partner"].browse(set(activities.mapped("res_id")))
            # an assignee follows, whether or not the caller may read that user
            partners.sudo().message_subscribe(partner_ids=user.sudo().partner_id.ids)
            due = activities.filtered(lambda act: act.date_deadline <= today)
            if due:
                user._bus_send(
                    "mail.activity/updated",
                    {"activity_created": True, "count_diff": len(due)},
                )
