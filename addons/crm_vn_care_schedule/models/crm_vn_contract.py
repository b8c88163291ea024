from collections import Counter

from odoo import fields, models

# what ends the care that a contract started
ENDED = ("suspended", "expired", "closed", "cancelled")


class CrmVnContract(models.Model):
    _inherit = "crm.vn.contract"

    vn_care_line_count = fields.Integer(compute="_compute_vn_care_line_count")

    def _compute_vn_care_line_count(self):
        groups = self.env["crm.vn.care.line"]._read_group(
            [*self._vn_care_line_domain(), ("state", "=", "planned")],
            ["enrollment_id"],
            ["__count"],
        )
        counts = Counter()
        for enrollment, count in groups:
            # a number only, of lines that the user may read
            counts[enrollment.sudo().res_id] += count
        for contract in self:
            contract.vn_care_line_count = counts[contract.id]

    def _vn_care_line_domain(self):
        return [
            ("enrollment_id.res_model", "=", self._name),
            ("enrollment_id.res_id", "in", self.ids),
        ]

    def action_view_vn_care_lines(self):
        """Open the care of these contracts: as many open lines as the button counts."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_care_schedule.crm_vn_care_line_action"
        )
        action["domain"] = self._vn_care_line_domain()
        action["context"] = {"search_default_planned": 1}
        return action

    def _vn_care_values(self, base_date=None):
        """Return for each contract what a care schedule starts from."""
        return [
            {
                "record": contract,
                "partner": contract.partner_id,
                "company": contract.company_id or self.env.company,
                "base_date": base_date or contract._vn_care_date(),
            }
            for contract in self
        ]

    def _vn_care_date(self):
        return self.start_date or self.signed_date or self.company_id._vn_today()

    def _vn_care_match_values(self):
        """Return what a schedule's conditions look at."""
        self.ensure_one()
        return {
            "company": self.company_id,
            "date": self._vn_care_date(),
            "products": self.line_ids.product_id,
            "groups": self.partner_id.vn_group_ids
            | self.partner_id.commercial_partner_id.vn_group_ids,
            "contract_type": self.contract_type_id,
        }

    def action_vn_set_care_schedule(self):
        """Open the wizard for these contracts."""
        return self.env["crm.vn.care.set"]._action_for(self)

    def _vn_contract_status_changed(self, old_meaning, new_meaning):
        """Start the schedules of contracts in force; stop those of ended ones."""
        result = super()._vn_contract_status_changed(old_meaning, new_meaning)
        if new_meaning == "active":
            self.env["mail.activity.plan"]._vn_automatic("contract_active", self)
        elif new_meaning in ENDED:
            self._vn_stop_care(new_meaning)
        return result

    def _vn_stop_care(self, meaning):
        names = dict(
            self.env["crm.vn.contract.status"]
            ._fields["meaning"]
            ._description_selection(self.env)
        )
        found = self.env["crm.vn.care.enrollment"]._vn_for_sources(self)
        for contract_id, enrollments in found.grouped("res_id").items():
            enrollments.action_stop(
                self.env._(
                    "Contract %(contract)s: %(meaning)s",
                    contract=self.browse(contract_id).name,
                    meaning=names[meaning],
                )
            )

    def write(self, vals):
        result = super().write(vals)
        if vals.get("user_id"):
            self._vn_hand_over_care()
        return result

    def _vn_hand_over_care(self):
        """Move open lines that belong to the contract's owner to the new one."""
        found = self.env["crm.vn.care.enrollment"]._vn_for_sources(self)
        for contract_id, enrollments in found.grouped("res_id").items():
            lines = enrollments.line_ids.filtered(
                lambda line: (
                    line.state == "planned"
                    and line.template_id.responsible_type == "vn_source_owner"
                )
            )
            lines._vn_assign(self.browse(contract_id).user_id)
