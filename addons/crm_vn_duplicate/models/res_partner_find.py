from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools import phone_search


class ResPartner(models.Model):
    """A phone number, typed in any way, finds its customer wherever one searches."""

    _name = "res.partner"
    _inherit = ["res.partner", "crm.vn.find.mixin"]

    @api.model
    def _search_display_name(self, operator, value):
        domain = super()._search_display_name(operator, value)
        if operator not in ("ilike", "like") or not isinstance(value, str):
            return domain
        wanted = phone_search.wanted(value)
        if not wanted:
            return domain
        self.env["crm.vn.duplicate.key"].flush_model()
        self.flush_model(["commercial_partner_id"])
        number, part = wanted
        # plain SQL: ids only, to which the rules of the search are added; the company
        # is found by the number of a contact, too
        return Domain.OR(
            [
                domain,
                Domain(
                    "id",
                    "in",
                    SQL(
                        """
                        (SELECT unnest(ARRAY[p.id, p.commercial_partner_id])
                           FROM crm_vn_duplicate_key k
                           JOIN res_partner p ON p.id = k.partner_id
                          WHERE k.kind = 'phone' AND (k.value = %s OR k.value LIKE %s))
                        """,
                        number,
                        f"%{part}%",
                    ),
                ),
            ]
        )
