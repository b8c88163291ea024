from odoo import api, fields, models
from odoo.tools import SQL


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

    # === Timeline ===
    def _vn_select_events(self):
        events = super()._vn_select_events()
        if self.env["crm.vn.message"].has_access("read"):
            events.append(self._vn_select_messages())
        return events

    def _vn_select_messages(self):
        """Return the SELECT of SMS and Zalo; a reply stands there as its comment."""
        self.env["crm.vn.message"].flush_model()
        return SQL(
            """
            SELECT 'discussion', COALESCE(s.sent_date, s.date),
                   replace(replace(s.body, '&', '&amp;'), '<', '&lt;'),
                   s.kind || ' ' || s.state, w.name, 'fa-mobile',
                   'crm.vn.message', s.id, s.id
              FROM crm_vn_message s
         LEFT JOIN res_users u ON u.id = s.user_id
         LEFT JOIN res_partner w
                ON w.id = CASE s.direction WHEN 'in' THEN s.partner_id
                                           ELSE u.partner_id END
             WHERE s.partner_id IN %s
               AND (s.direction = 'out' OR s.mail_message_id IS NULL)
            """,
            self._vn_family().subselect(),
        )

    def _vn_format_event(self, row):
        if row["model"] == "crm.vn.message":
            fields_ = self.env[row["model"]]._fields
            words = [
                dict(fields_[name]._description_selection(self.env)).get(value, value)
                for name, value in zip(
                    ("kind", "state"), row["detail"].split(), strict=True
                )
            ]
            row = {**row, "detail": " · ".join(words)}
        return super()._vn_format_event(row)
