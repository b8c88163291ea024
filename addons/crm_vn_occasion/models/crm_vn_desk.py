from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

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
            rows, count = [], occasions.search_count(domain)
        else:
            rows = self._select_occasions(domain)
            count = rows[0]["total"] if rows else 0
        return {
            "count": count,
            "domain": list(domain),
            "rows": [self._format_occasion(row) for row in rows],
        }

    @api.model
    def _select_occasions(self, domain):
        """Return the first occasions with their customers, and how many there are."""
        occasions = self.env["crm.vn.occasion"]
        occasions.flush_model(["kind", "date", "years", "partner_id"])
        self.env["res.partner"].flush_model(["complete_name", "phone"])
        query = occasions._search(domain, limit=ROWS, order=occasions._order)
        # plain SQL: whoever reads an occasion sees its customer's name in it
        customer = SQL(
            "(SELECT json_build_array(complete_name, phone) FROM res_partner"
            " WHERE id = %s) AS customer",
            SQL.identifier("crm_vn_occasion", "partner_id"),
        )
        return self.env.execute_query_dict(
            query.select(
                *(
                    SQL.identifier("crm_vn_occasion", name)
                    for name in ("id", "kind", "date", "years", "partner_id")
                ),
                customer,
                SQL("count(*) OVER () AS total"),
            )
        )

    @api.model
    def _format_occasion(self, row):
        fields = self.env["crm.vn.occasion"]._fields
        label = dict(fields["kind"]._description_selection(self.env))[row["kind"]]
        if row["years"]:
            label = self.env._(
                "%(occasion)s (%(years)s)", occasion=label, years=row["years"]
            )
        name, phone = row["customer"]
        return {
            "id": row["id"],
            "partner_id": row["partner_id"],
            "name": name,
            "label": label,
            "date": format_date(self.env, row["date"]),
            "phone": phone or "",
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
