from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class ResPartner(models.Model):
    """Contracts are documents of a customer, and contacts."""

    _inherit = "res.partner"

    @api.model
    def _vn_customer_documents(self):
        return {**super()._vn_customer_documents(), "crm.vn.contract": "partner_id"}

    @api.model
    def _vn_customer_events(self):
        return {
            **super()._vn_customer_events(),
            "contract": {
                "label": self.env._("Contract"),
                "model": "crm.vn.contract",
                "partner": "partner_id",
                "date": "create_date",
                "domain": Domain("status_id.meaning", "not in", ("draft", "cancelled")),
            },
        }

    @api.model
    def _vn_contact_kinds(self):
        return {**super()._vn_contact_kinds(), "contract": self.env._("Contract")}

    @api.model
    def _vn_contact_facts(self):
        """Add the day each contract was signed, else the day it was made."""
        return [
            *super()._vn_contact_facts(),
            SQL(
                """
                SELECT c.partner_id, made.day, 'contract'::varchar AS kind,
                       NULL::int AS type_id, c.user_id,
                       'crm.vn.contract'::varchar AS model, c.id AS res_id
                  FROM crm_vn_contract c
            CROSS JOIN LATERAL (
                       SELECT COALESCE(c.signed_date, %s) AS day) made
                 WHERE made.day <= %s
                """,
                self.env.company._vn_day_sql(SQL("c.create_date")),
                self.env.company._vn_today(),
            ),
        ]
