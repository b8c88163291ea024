from datetime import timedelta

from odoo import fields, models


class CrmVnVisitGenerate(models.TransientModel):
    """Plans the visits of routes for a period."""

    _name = "crm.vn.visit.generate"
    _description = "Plan visits"

    route_ids = fields.Many2many("crm.vn.visit.route", string="Routes", required=True)
    date_from = fields.Date(
        required=True, default=lambda self: self.env.company._vn_today()
    )
    date_to = fields.Date(
        required=True,
        default=lambda self: self.env.company._vn_today() + timedelta(days=27),
    )

    def action_generate(self):
        """Plan them and open what is new."""
        self.route_ids.check_access("write")
        visits = self.route_ids._vn_generate_visits(self.date_from, self.date_to)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_visit.crm_vn_visit_action"
        )
        action = {**action, "domain": [("id", "in", visits.ids)], "context": {}}
        unplaced = sum(self.route_ids.mapped("unplaced_count"))
        if not unplaced:
            return action
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "sticky": True,
                "message": self.env._(
                    "%s visits found no day: raise the limit of a day, or take "
                    "customers off the route.",
                    unplaced,
                ),
                "next": action,
            },
        }
