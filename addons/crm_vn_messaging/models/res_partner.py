from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    vn_message_count = fields.Integer(
        string="SMS and Zalo",
        compute="_compute_vn_counts",
        groups="sales_team.group_sale_salesman",
        help="SMS and Zalo, sent and received",
    )

    def _vn_counts(self):
        messages = {"model": "crm.vn.message"}
        return {**super()._vn_counts(), "vn_message_count": messages}

    @api.readonly
    def action_vn_open_messages(self):
        """Open the SMS and Zalo messages of these customers."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_messaging.crm_vn_message_action"
        )
        return {**action, "domain": [("partner_id", "in", self.ids)], "context": {}}

    @api.readonly
    def action_vn_send_sms(self):
        """Open Odoo's dialog for an SMS to these customers."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "sms.sms_composer_action_form"
        )
        one = len(self) == 1
        return {
            **action,
            "context": {
                "default_composition_mode": "comment" if one else "mass",
                "default_res_model": self._name,
                **({"default_res_id": self.id} if one else {}),
                **({} if one else {"default_res_ids": repr(self.ids)}),
            },
        }

    @api.model
    def _vn_contact_facts(self):
        return [
            *super()._vn_contact_facts(),
            self.env["crm.vn.message"]._vn_get_contact_statement(),
        ]
