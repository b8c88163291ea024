from collections import Counter

from odoo import api, fields, models
from odoo.fields import Domain

# what ends the care that a contract started
ENDED = ("suspended", "expired", "closed", "cancelled")


class CrmVnContract(models.Model):
    _name = "crm.vn.contract"
    _inherit = ["crm.vn.contract", "crm.vn.care.source.mixin"]

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

    @api.readonly
    def action_vn_view_care_lines(self):
        """Open the care of these contracts: as many open lines as the button counts."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_care_schedule.crm_vn_care_line_action"
        )
        action["domain"] = self._vn_care_line_domain()
        action["context"] = {"search_default_planned": 1}
        return action

    def _vn_care_date(self):
        self.ensure_one()
        return self.start_date or self.signed_date or super()._vn_care_date()

    def _vn_care_in_force(self):
        self.ensure_one()
        return self.meaning == "active"

    def _vn_care_is_draft(self):
        self.ensure_one()
        return self.meaning == "draft"

    @api.model
    def _vn_care_domain(self, since=None):
        domain = Domain("status_id.meaning", "=", "active")
        return domain & Domain("start_date", ">=", since) if since else domain

    def _vn_care_products(self):
        return self.line_ids.product_id

    def _vn_care_contract_type(self):
        return self.contract_type_id

    def _vn_care_starts(self, plan):
        """An annex changes a contract: only schedules bound to its type start anew."""
        self.ensure_one()
        bound = self.contract_type_id in plan.vn_contract_type_ids
        return super()._vn_care_starts(plan) and (bound or not self.is_annex)

    def _vn_contract_status_changed(self, old_meaning, new_meaning):
        """Start the schedules of contracts in force; stop those of ended ones."""
        result = super()._vn_contract_status_changed(old_meaning, new_meaning)
        if new_meaning == "active":
            self._vn_care_begin("contract_active")
        elif new_meaning in ENDED:
            names = dict(self._fields["meaning"]._description_selection(self.env))
            self._vn_care_end(
                lambda contract: self.env._(
                    "Contract %(contract)s: %(meaning)s",
                    contract=contract.name,
                    meaning=names[new_meaning],
                )
            )
        return result
