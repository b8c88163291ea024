from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.crm_vn_desk.models.crm_vn_desk import ROWS, SEVERAL

#: days ahead that the desk looks, today included
DAYS = 7


class CrmVnDesk(models.AbstractModel):
    """Birthdays and anniversaries of the next seven days."""

    _inherit = "crm.vn.desk"

    @api.model
    def _get_blocks(self, scope):
        blocks = super()._get_blocks(scope)
        if self.env["crm.vn.occasion"].has_access("read"):
            block = self._get_occasions(scope)
            if block["count"]:
                blocks["occasions"] = block
        return blocks

    @api.model
    def _get_occasions(self, scope):
        """Return the occasions near, and the domain of the list that they open."""
        occasions = self.env["crm.vn.occasion"]
        today = self.env.company._vn_today()
        domain = (
            Domain("date", ">=", today)
            & Domain("date", "<", today + timedelta(days=DAYS))
            & self._get_occasion_owners(scope["user_ids"])
        )
        if scope["kind"] in SEVERAL:
            found = occasions
        else:
            found = occasions.search(domain, limit=ROWS)
        # the first rows are all, on most days
        is_all = len(found) < ROWS and scope["kind"] not in SEVERAL
        return {
            "count": len(found) if is_all else occasions.search_count(domain),
            "domain": list(domain),
            "rows": [self._format_occasion(occasion) for occasion in found],
        }

    @api.model
    def _format_occasion(self, occasion):
        kinds = dict(occasion._fields["kind"]._description_selection(self.env))
        label = kinds[occasion.kind]
        if occasion.years:
            label = self.env._(
                "%(occasion)s (%(years)s)", occasion=label, years=occasion.years
            )
        return {
            "id": occasion.id,
            "partner_id": occasion.partner_id.id,
            "name": occasion.partner_id.display_name,
            "label": label,
            "date": format_date(self.env, occasion.date),
            "phone": occasion.phone or "",
        }

    @api.model
    def _get_occasion_owners(self, user_ids):
        """Return the domain of whose occasions these people look after.

        Those of their customers, and of contact persons whom nobody else has.
        """
        company = "partner_id.commercial_partner_id.user_id"
        return Domain("partner_id.user_id", "in", user_ids) | (
            Domain("partner_id.user_id", "=", False) & Domain(company, "in", user_ids)
        )
