from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command


class MailActivitySchedule(models.TransientModel):
    """Odoo's own plan launcher enrolls: days off, cap and wishes hold there too."""

    _inherit = "mail.activity.schedule"

    def action_schedule_plan(self):
        if not self.plan_id.vn_is_care_schedule:
            return super().action_schedule_plan()
        records = self._get_applied_on_records()
        unwilling = records.filtered(lambda partner: partner._vn_refuses_contact())
        if unwilling:
            raise UserError(
                self.env._(
                    "No care is planned for %(customers)s: they, or their companies, "
                    "do not want to be contacted or are archived.",
                    customers=", ".join(unwilling.mapped("display_name")),
                )
            )
        self.plan_id._vn_enroll(
            records,
            base_date=self.plan_date,
            templates=self._plan_filter_activity_templates_to_schedule(),
            user=self.plan_on_demand_user_id,
        )
        if len(records) == 1:
            return {"type": "ir.actions.client", "tag": "soft_reload"}
        return self.plan_id.action_vn_view_enrollments()

    def _compute_plan_schedule_line_ids(self):
        """Show the dates and people that enrolling will give."""
        care = self.filtered(
            lambda wizard: wizard.plan_id.vn_is_care_schedule and wizard.plan_date
        )
        for wizard in care:
            wizard.plan_schedule_line_ids = [Command.clear()] + [
                Command.create(
                    {
                        "line_description": line["template"].summary
                        or line["template"].activity_type_id.name,
                        "line_date_deadline": line["date"],
                        "responsible_user_id": line["user"].id,
                    }
                )
                for line in wizard._vn_planned()
                if line["state"] == "planned"
            ]
        return super(
            MailActivitySchedule, self - care
        )._compute_plan_schedule_line_ids()

    def _vn_planned(self):
        """Return the lines of the first record: what the list has room for."""
        self.ensure_one()
        record = self._get_applied_on_records()[:1]
        if not record:
            return []
        [values] = record.sudo()._vn_care_values(self.plan_date)
        return self.env["crm.vn.care.planner"]._get_lines(
            self.plan_id._origin or self.plan_id,
            values["company"],
            [values],
            user=self.plan_on_demand_user_id,
        )
