from odoo import api, fields, models


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "crm.vn.care.source.mixin"]

    vn_care_line_ids = fields.One2many(
        "crm.vn.care.line",
        "partner_id",
        string="Care",
        readonly=True,
        groups="base.group_user",
    )
    vn_care_line_count = fields.Integer(
        compute="_compute_vn_counts",
        groups="base.group_user",
    )

    def _vn_counts(self):
        return {
            **super()._vn_counts(),
            "vn_care_line_count": {
                "model": "crm.vn.care.line",
                "domain": [("state", "=", "planned")],
            },
        }

    def write(self, vals):
        result = super().write(vals)
        if vals.get("active") is False:
            self._vn_stop_care(self.env._("Customer archived"))
        if vals.get("vn_do_not_contact"):
            self._vn_stop_care(self.env._("Customer does not want to be contacted"))
        if "parent_id" in vals:
            self.filtered(lambda partner: partner._vn_refuses_contact())._vn_stop_care(
                self.env._("The company does not want to be contacted, or is archived")
            )
        return result

    def _vn_stop_care(self, reason):
        """Stop the care of these customers; of companies, of their contacts too."""
        # the engine stops all of the customer's care, whoever archived the customer
        enrollments = self.env["crm.vn.care.enrollment"].sudo()
        partners = self.sudo().with_context(active_test=False)
        partners |= partners.search([("commercial_partner_id", "in", self.ids)])
        enrollments.search(
            [("partner_id", "in", partners.ids), ("state", "in", ("running", "paused"))]
        )._vn_stop(reason, "customer")

    def _vn_give_to(self, user):
        """Care that somebody stood in for goes to the new owner.

        What the old owner had is handed over as his activities are.
        """
        result = super()._vn_give_to(user)
        self.env["crm.vn.care.line"].search(
            [
                ("partner_id", "in", self.ids),
                ("state", "=", "planned"),
                ("user_step", "in", ("leader", "company", "nobody")),
            ]
        )._vn_reassign()
        return result

    # === Source of care ===
    def _vn_care_partner(self):
        self.ensure_one()
        return self

    def _vn_care_in_force(self):
        self.ensure_one()
        return not self._vn_refuses_contact()

    def _vn_care_hand_over(self):
        """Give open lines to the new owner, and those that nobody had."""
        # a hand-over moves all open care, also what the writer can't see
        lines = self.env["crm.vn.care.line"].sudo()
        lines.search(
            [
                "|",
                ("partner_id", "in", self.ids),
                "&",
                ("partner_id", "child_of", self.ids),
                ("partner_id.user_id", "=", False),
                ("state", "=", "planned"),
                "|",
                ("template_id.responsible_type", "=", "vn_customer_owner"),
                ("user_step", "in", ("leader", "company", "nobody")),
            ]
        )._vn_reassign()

    @api.readonly
    def action_vn_view_care_lines(self):
        """Open the open care of this customer: as many as the button counts."""
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_care_schedule.crm_vn_care_line_action"
        )
        action["domain"] = [("partner_id", "=", self.id)]
        action["context"] = {"search_default_planned": 1}
        return action
