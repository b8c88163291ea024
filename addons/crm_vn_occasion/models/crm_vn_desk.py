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
        today = self.env.company._vn_today()
        near = Domain("date", ">=", today)
        near &= Domain("date", "<", today + timedelta(days=DAYS))
        query = self._query_occasions(near, scope["user_ids"])
        if scope["kind"] in SEVERAL:
            rows, count = [], len(query)
        else:
            rows = self._select_occasions(query)
            count = rows[0]["total"] if rows else 0
        return {
            "count": count,
            "domain": list(near & self._get_occasion_owners(scope["user_ids"])),
            "rows": [self._format_occasion(row) for row in rows],
        }

    @api.model
    def _query_occasions(self, domain, user_ids):
        """Return the query of those that `_get_occasion_owners` finds among *domain*.

        A domain looks for all customers of these people, whose occasions are rarely
        near: here it is the few that are near whose customers are looked up.
        """
        occasions = self.env["crm.vn.occasion"]
        occasions.flush_model(["kind", "date", "years", "partner_id"])
        names = ["complete_name", "phone", "user_id", "commercial_partner_id"]
        self.env["res.partner"].flush_model(names)
        query = occasions._search(domain)
        # plain SQL: whoever reads an occasion sees its customer's name in it
        one = query.join(occasions._table, "partner_id", "res_partner", "id", "partner")
        company = query.join(
            one, "commercial_partner_id", "res_partner", "id", "company"
        )
        owner = SQL.identifier(one, "user_id")
        query.add_where(
            SQL(
                "(%(owner)s = ANY(%(users)s)"
                " OR (%(owner)s IS NULL AND %(companys)s = ANY(%(users)s)))",
                owner=owner,
                companys=SQL.identifier(company, "user_id"),
                users=list(user_ids),
            )
        )
        return query

    @api.model
    def _select_occasions(self, query):
        """Return the first of these with their customers, and how many there are."""
        table = self.env["crm.vn.occasion"]._table
        names = ("id", "kind", "date", "years", "partner_id")
        customer = SQL(
            "(SELECT json_build_array(complete_name, phone) FROM res_partner"
            " WHERE id = %s) AS customer",
            SQL.identifier(table, "partner_id"),
        )
        query.order = SQL(
            "%s, %s", *(SQL.identifier(table, name) for name in ("date", "id"))
        )
        query.limit = ROWS
        return self.env.execute_query_dict(
            query.select(
                *(SQL.identifier(table, name) for name in names),
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
