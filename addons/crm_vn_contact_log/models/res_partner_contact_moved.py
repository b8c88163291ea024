"""Whose last contact it is, when a person or a document goes to another customer."""

from odoo import api, models
from odoo.tools import SQL


class ResPartner(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        if not {"parent_id", "is_company"} & vals.keys():
            return super().write(vals)
        # sudo: the company that a person leaves need not be readable
        before = {partner: partner.commercial_partner_id for partner in self.sudo()}
        result = super().write(vals)
        moved = self.browse()
        for partner, company in before.items():
            if partner.commercial_partner_id != company:
                moved |= partner | company | partner.commercial_partner_id
        moved._vn_contact_moved()
        return result

    def _vn_contact_moved(self):
        """Bring the last contact of these customers up to date, backwards as well.

        Call it with those who had a document, or a contact person, and those who have
        it now: what was done with it counts for the latter alone.
        """
        if self.ids:
            self.env.flush_all()
            # sudo: last contacts are kept for everybody alike, readable or not
            customers = self.sudo().exists()
            concerned = customers | customers.commercial_partner_id
            self._vn_forget_unproven(SQL("p.id = ANY(%s)", concerned.ids))
            concerned._vn_contact_refresh()

    @api.model
    def _vn_forget_unproven(self, scope):
        """Forget contacts whose record is another customer's, or is none any more.

        What other addons told without a record that proves it stays.

        :param SQL scope: condition on the customers ``p``
        :return: the customers, to be refreshed
        """
        # EXCEPT, for as a condition on each customer it is planned as a nested loop
        return self._vn_forget_contacts(
            SQL(
                """
                p.id = ANY(ARRAY(
                    SELECT p.id FROM res_partner p
                     WHERE %(scope)s AND p.vn_last_contact_model = ANY(%(models)s)
                    EXCEPT
                    SELECT p.id
                      FROM (%(facts)s) AS f
                           (partner_id, day, kind, type_id, user_id, model, res_id)
                      JOIN res_partner p ON p.vn_last_contact_model = f.model
                                        AND p.vn_last_contact_res_id = f.res_id
                      JOIN res_partner q ON q.id = f.partner_id
                     WHERE p.id IN (q.id, q.commercial_partner_id) AND %(scope)s))
                """,
                scope=scope,
                models=self._vn_proving_models(),
                facts=SQL(" UNION ALL ").join(self._vn_contact_facts()),
            )
        )

    @api.model
    def _vn_proving_models(self):
        """Return the names of the models whose records prove contacts today."""
        some = [SQL("(%s LIMIT 1)", fact) for fact in self._vn_contact_facts()]
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT model FROM (%s) AS f "
                "(partner_id, day, kind, type_id, user_id, model, res_id)",
                SQL(" UNION ALL ").join(some),
            )
        )
        return [model for (model,) in rows]
