from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    vn_care_line_ids = fields.One2many(
        "crm.vn.care.line", "partner_id", string="Care", readonly=True
    )
    vn_care_line_count = fields.Integer(compute="_compute_vn_care_line_count")

    @api.depends("vn_care_line_ids")
    def _compute_vn_care_line_count(self):
        groups = self.env["crm.vn.care.line"]._read_group(
            [("partner_id", "in", self.ids), ("state", "=", "planned")],
            ["partner_id"],
            ["__count"],
        )
        counts = {partner.id: count for partner, count in groups}
        for partner in self:
            partner.vn_care_line_count = counts.get(partner.id, 0)

    def write(self, vals):
        result = super().write(vals)
        if vals.get("active") is False:
            self._vn_stop_care(self.env._("Customer archived"))
        if vals.get("vn_do_not_contact"):
            self._vn_stop_care(self.env._("Customer does not want to be contacted"))
        if vals.get("user_id"):
            self._vn_hand_over_care(vals["user_id"])
        return result

    def _vn_stop_care(self, reason):
        # the engine stops all of the customer's care, whoever archived the customer
        enrollments = self.env["crm.vn.care.enrollment"].sudo()
        enrollments.search(
            [("partner_id", "in", self.ids), ("state", "in", ("running", "paused"))]
        ).action_stop(reason)

    def _vn_hand_over_care(self, user_id):
        """Move open lines that belong to the customer's owner to the new one."""
        # a hand-over moves all open care, also what the writer can't see
        lines = self.env["crm.vn.care.line"].sudo()
        lines = lines.search(
            [
                "|",
                ("partner_id", "in", self.ids),
                "&",
                ("partner_id", "child_of", self.ids),
                ("partner_id.user_id", "=", False),
                ("state", "=", "planned"),
                ("template_id.responsible_type", "=", "vn_customer_owner"),
                ("user_id", "!=", user_id),
            ]
        )
        lines._vn_assign(self.env["res.users"].browse(user_id))

    def _vn_care_values(self, base_date=None):
        """Return for each customer what a care schedule starts from: today."""
        return [
            {
                "record": partner,
                "partner": partner,
                "company": partner.company_id or self.env.company,
                "base_date": base_date
                or (partner.company_id or self.env.company)._vn_today(),
            }
            for partner in self
        ]

    def _vn_care_match_values(self):
        """Return what a schedule's conditions look at."""
        self.ensure_one()
        company = self.company_id or self.env.company
        return {
            "company": company,
            "date": company._vn_today(),
            "products": self.env["product.product"],
            "groups": self.vn_group_ids | self.commercial_partner_id.vn_group_ids,
            "contract_type": self.env["crm.vn.contract.type"],
        }

    def action_vn_set_care_schedule(self):
        """Open the wizard for these customers."""
        return self.env["crm.vn.care.set"]._action_for(self)

    def action_view_vn_care_lines(self):
        """Open the open care of this customer: as many as the button counts."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_care_schedule.crm_vn_care_line_action"
        )
        action["domain"] = [("partner_id", "=", self.id)]
        action["context"] = {"search_default_planned": 1}
        return action
