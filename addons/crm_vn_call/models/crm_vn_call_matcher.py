from odoo import api, models
from odoo.tools import SQL


class CrmVnCallMatcher(models.AbstractModel):
    """Finds who has a phone number."""

    _name = "crm.vn.call.matcher"
    _description = "Finds customers by phone number"

    @api.model
    def _find(self, numbers):
        """Return ``{number: partners}`` of active partners, in two queries.

        As superuser: ask for the access before showing anybody.

        :param numbers: keys (E.164) of numbers
        """
        numbers = sorted({number for number in numbers if number})
        if not numbers:
            return {}
        self.env["res.partner"].flush_model(["active"])
        rows = self.env.execute_query(
            SQL(
                """SELECT k.value, array_agg(k.partner_id ORDER BY k.partner_id)
                FROM crm_vn_duplicate_key k
                JOIN res_partner p ON p.id = k.partner_id AND p.active
                WHERE k.kind = 'phone' AND k.value = ANY(%s) GROUP BY k.value""",
                numbers,
            )
        )
        # what is asked of one of them is read for all: a number must not cost a query
        everybody = tuple(one for _number, ids in rows for one in ids)
        partners = self.env["res.partner"]
        return {
            number: partners.browse(ids).with_prefetch(everybody)
            for number, ids in rows
        }

    @api.model
    def _find_one(self, numbers, company):
        """Return ``{number: partner}`` where exactly one partner has the number.

        Never the first of several: who it was is chosen by a person then.

        :param company: partners of other companies don't count
        """
        found = {}
        # sudo: who called is decided for everybody alike
        for number, partners in self.sudo()._find(numbers).items():
            mine = partners.filtered(
                lambda partner: not partner.company_id or partner.company_id == company
            )
            if len(mine) == 1:
                found[number] = mine
        return found

    @api.model
    def _find_leads(self, numbers, company):
        """Return ``{number: opportunity}`` where exactly one open one has it."""
        numbers = [number for number in numbers if number]
        # sudo: as `_find_one`
        leads = self.env["crm.lead"].sudo()
        found = leads.search_fetch(
            [
                ("phone_sanitized", "in", numbers),
                ("company_id", "in", [company.id, False]),
                ("won_status", "=", "pending"),
            ],
            ["phone_sanitized"],
        )
        by_number = found.grouped("phone_sanitized")
        return {number: group for number, group in by_number.items() if len(group) == 1}
