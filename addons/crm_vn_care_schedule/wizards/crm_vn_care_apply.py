from odoo import fields, models


class CrmVnCareApply(models.TransientModel):
    """What becomes of running enrollments after a schedule was changed."""

    _name = "crm.vn.care.apply"
    _description = "Apply a changed care schedule"

    plan_id = fields.Many2one(
        "mail.activity.plan", string="Care schedule", required=True, readonly=True
    )
    running_count = fields.Integer(related="plan_id.vn_running_count")
    choice = fields.Selection(
        [
            ("nothing", "Leave them as they are"),
            ("dates", "Plan their open lines by the new dates"),
            ("lines", "Also add new lines and stop those that are gone"),
        ],
        string="Running enrollments",
        default="nothing",
        required=True,
    )

    def action_apply(self):
        """Do what was chosen; done lines are never touched."""
        self.ensure_one()
        if self.choice == "nothing":
            return {"type": "ir.actions.act_window_close"}
        running = self.plan_id.vn_enrollment_ids.filtered(
            lambda enrollment: enrollment.state == "running"
        )
        running._vn_apply_schedule(add_and_stop=self.choice == "lines")
        return self.plan_id.action_vn_view_enrollments()
