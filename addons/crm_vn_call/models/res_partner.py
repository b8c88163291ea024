from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class ResPartner(models.Model):
    _inherit = "res.partner"

    vn_call_count = fields.Integer(
        string="Calls",
        compute="_compute_vn_counts",
        groups="sales_team.group_sale_salesman",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """A customer made from a call is who called."""
        partners = super().create(vals_list)
        self.env["crm.vn.call"]._link_made(partners, "partner_id")
        return partners

    # === Registry ===
    @api.model
    def _vn_customer_documents(self):
        return {**super()._vn_customer_documents(), "crm.vn.call": "partner_id"}

    @api.model
    def _vn_document_dates(self):
        return {**super()._vn_document_dates(), "crm.vn.call": "started"}

    @api.model
    def _vn_customer_events(self):
        return {
            **super()._vn_customer_events(),
            "call": {
                "label": self.env._("Answered call"),
                "model": "crm.vn.call",
                "partner": "partner_id",
                "date": "started",
                "domain": Domain("state", "=", "answered")
                & Domain("direction", "in", ("in", "out")),
            },
        }

    @api.model
    def _vn_contact_kinds(self):
        return {**super()._vn_contact_kinds(), "call": self.env._("Call")}

    @api.model
    def _vn_contact_facts(self):
        """Add the answered calls."""
        return [
            *super()._vn_contact_facts(),
            SQL(
                """
                SELECT c.partner_id, %s AS day, 'call'::varchar AS kind,
                       NULL::int AS type_id, c.user_id, 'crm.vn.call'::varchar AS model,
                       c.id AS res_id
                  FROM crm_vn_call c
                 WHERE c.state = 'answered' AND c.is_settled
                   AND c.partner_id IS NOT NULL AND c.direction IN ('in', 'out')
                """,
                self.env.company._vn_day_sql(SQL("coalesce(c.answered, c.started)")),
            ),
        ]

    # === Calls ===
    def _vn_counts(self):
        calls = {"model": "crm.vn.call", "scope": "family"}
        return {**super()._vn_counts(), "vn_call_count": calls}

    def _vn_call_details(self):
        """Return in one line what is good to know before one says hello."""
        self.ensure_one()
        texts = self._vn_headline()
        if todos := self.activity_ids:
            texts.append(
                self.env._(
                    "%(count)s to do: %(first)s",
                    count=len(todos),
                    first=todos[0].summary or todos[0].activity_type_id.name,
                )
            )
        return " · ".join(texts)

    @api.readonly
    def action_vn_open_calls(self):
        """Open the calls with this customer and its contacts."""
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_call.crm_vn_call_action"
        )
        return {
            **action,
            "domain": [("partner_id", "child_of", self.id)],
            "context": {},
        }

    @api.readonly
    def action_vn_log_call(self):
        """Open the box in which a call is logged by hand."""
        self.check_access("read")
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Log a call"),
            "res_model": "crm.vn.call.log",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_partner_id": self.id},
        }
