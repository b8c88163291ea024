from odoo import api, fields, models
from odoo.tools import SQL


class CrmVnContactVerdict(models.AbstractModel):
    """The same verdict as SQL, with hours and limits, for lists and counts."""

    _inherit = "crm.vn.contact.verdict"

    @api.model
    def _get_code_sql(self, where, channel, purpose, when=None):
        """Return a statement with the columns ``id`` and ``code``: the whole verdict.

        Flush what it reads before: `_flush`.

        :param SQL where: which rows of ``res_partner p``
        :param datetime when: naive UTC; now by default
        """
        when = fields.Datetime.to_datetime(when) or fields.Datetime.now()
        return SQL(
            """
            SELECT v.id, COALESCE(v.reason, CASE
                       WHEN l.list_is_old THEN 'list_old'
                       WHEN NOT l.is_open THEN 'hours'
                       WHEN l.cap > 0 AND cardinality(v.moments) >= l.cap THEN 'cap'
                       ELSE 'ok'
                   END) AS code
              FROM (%(statement)s) v (id, company_id, reason, moments)
              LEFT JOIN (VALUES %(limits)s) l (company_id, list_is_old, is_open, cap)
                     ON l.company_id = v.company_id
            """,
            statement=self._get_statement(where, channel, purpose, when),
            limits=SQL(", ").join(self._get_limits_sql(channel, purpose, when)),
        )

    def _get_limits_sql(self, channel, purpose, when):
        """Return what the rules of each company say about one moment, a row each."""
        # sudo: limits of the law are no secret; customers are of any company
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        for company in companies.search([]):
            found = self._get_limits(company.id, channel, purpose, when)
            row = (company.id, found.list_is_old, found.is_open, found.cap)
            yield SQL("(%s, %s, %s, %s)", *row)

    @api.model
    def _get_counts(self, partners, channel, purpose, when=None):
        """Return ``{code: number of people}``, to show before something is sent."""
        self.env["crm.vn.consent"]._check_values(channel, purpose, "given", "hand")
        self._flush()
        where = SQL("p.id = ANY(%s)", partners.ids)
        return dict(
            self.env.execute_query(
                SQL(
                    "SELECT code, count(*) FROM (%s) verdicts GROUP BY code",
                    self._get_code_sql(where, channel, purpose, when),
                )
            )
        )
