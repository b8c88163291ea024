from odoo import api, models
from odoo.tools import SQL

#: set once the partners of the database have become customers
ADOPTED = "crm_vn_customer.partners_adopted"
#: {table: its rows}: who has one of these documents is a customer
DOCUMENTS = {
    "sale_order": SQL("SELECT FROM sale_order d WHERE d.state <> 'cancel'"),
    "account_move": SQL(
        "SELECT FROM account_move d WHERE d.state <> 'cancel'"
        " AND d.move_type IN ('out_invoice', 'out_refund', 'out_receipt')"
    ),
    "crm_lead": SQL("SELECT FROM crm_lead d WHERE TRUE"),
}


class ResPartner(models.Model):
    """Customers of a database that was at work before this addon came."""

    _inherit = "res.partner"

    @api.model
    def _vn_adopt_customers(self, *, again=False):
        """Make customers of the partners with orders, invoices or leads, once.

        The commercial partner gets the default relationship of its company and,
        where it has none, a code; a `ref` that is there is never touched. Own
        companies, colleagues and partners with a relationship stay as they are.
        Two statements for a company, however many partners. A run that was cut off
        left nothing behind; a second one does nothing.

        :param again: look for such partners once more
        :return: how many partners became customers
        """
        # sudo: a mark that only the system reads
        parameters = self.env["ir.config_parameter"].sudo()
        if parameters.get_param(ADOPTED) and not again:
            return 0
        parameters.set_param(ADOPTED, "1")
        return self._vn_adopt(SQL("TRUE"))

    @api.model
    def _vn_adopt(self, scope):
        """Make customers of those of the partners ``p`` in *scope* that are due.

        :param SQL scope: a condition
        :return: how many became customers
        """
        self.env.flush_all()
        documents = [
            SQL("EXISTS (%s AND d.partner_id = contact.id)", query)
            for table, query in DOCUMENTS.items()
            if self._vn_has_table(table)
        ]
        main = self.env.ref("base.main_company", raise_if_not_found=False)
        main = main or self.env["res.company"].search([], order="id", limit=1)
        companies = self.env.execute_query(
            SQL(
                """
                CREATE TEMP TABLE vn_adopted ON COMMIT DROP AS
                SELECT p.id, COALESCE(p.company_id, %(main)s) AS company_id,
                       COALESCE(p.ref, '') = '' AS blank
                  FROM res_partner p
                 WHERE %(scope)s
                   -- the offset has each partner's documents looked up: joined, those
                   -- of everybody would be read for a few partners
                   AND EXISTS (
                           SELECT FROM res_partner contact
                            WHERE contact.commercial_partner_id = p.id
                              AND (%(documents)s)
                           OFFSET 0
                       )
                   AND p.vn_relationship_id IS NULL
                   AND NOT EXISTS (SELECT FROM res_company c WHERE c.partner_id = p.id)
                   AND NOT EXISTS (
                           SELECT FROM res_users u
                            WHERE u.partner_id = p.id AND u.share IS NOT TRUE
                       );
                SELECT company_id, count(*), count(*) FILTER (WHERE blank)
                  FROM vn_adopted GROUP BY company_id ORDER BY company_id
                """,
                main=main.id,
                documents=SQL(" OR ").join(documents),
                scope=scope,
            )
        )
        adopted = 0
        for company_id, number, blank in companies:
            company = self.env["res.company"].browse(company_id)
            self._vn_adopt_for(company, blank)
            adopted += number
        self.env.cr.execute("DROP TABLE vn_adopted")
        self.env.invalidate_all()
        return adopted

    @api.model
    def _vn_adopt_for(self, company, blank):
        """Give the partners found for *company* a relationship and codes.

        :param blank: how many of them have no code
        """
        relationship = self.env["crm.vn.relationship"]._get_default(company)
        codes = company._vn_next_codes(blank) if blank else []
        self.env.execute_query(
            SQL(
                """
                  WITH code AS (
                       SELECT code, row_number() OVER () AS number
                         FROM unnest(%(codes)s::varchar[]) AS code
                       ),
                       partner AS (
                       SELECT id, CASE WHEN blank THEN
                                  row_number() OVER (PARTITION BY blank ORDER BY id)
                                  END AS number
                         FROM vn_adopted
                        WHERE company_id = %(company)s
                       )
                UPDATE res_partner p
                   SET vn_relationship_id = %(relationship)s,
                       ref = COALESCE(code.code, p.ref)
                  FROM partner
             LEFT JOIN code ON code.number = partner.number
                 WHERE p.id = partner.id
             RETURNING 1
                """,
                codes=codes,
                company=company.id,
                relationship=relationship.id or None,
            )
        )

    @api.model
    def _vn_has_table(self, table):
        """Say whether *table* is there: its addon may not be installed."""
        query = SQL("SELECT to_regclass(%s) IS NOT NULL", table)
        return self.env.execute_query(query)[0][0]
