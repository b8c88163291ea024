"""Who earned what was there before: the owner of today, who else is not known."""

from odoo import api, models
from odoo.tools import SQL

#: What an order was credited with since the installation stays, whatever it is now.
ORDERS = """
    UPDATE sale_order o
       SET vn_created_user_id = COALESCE(o.vn_created_user_id, o.user_id),
           vn_credit_user_id = COALESCE(
               o.vn_credit_user_id, CASE WHEN o.state = 'sale' THEN o.user_id END),
           vn_customer_id = p.commercial_partner_id,
           vn_amount_company = round(
               (o.amount_untaxed / coalesce(nullif(o.currency_rate, 0), 1))::numeric
               / coalesce(nullif(c.rounding, 0), 0.01))
               * coalesce(nullif(c.rounding, 0), 0.01)
      FROM res_company company
      JOIN res_currency c ON c.id = company.currency_id,
           res_partner p
     WHERE company.id = o.company_id AND p.id = o.partner_id
       AND o.vn_customer_id IS NULL AND o.id BETWEEN %(first)s AND %(last)s
"""
PARTNERS = """
    UPDATE res_partner
       SET vn_credit_user_id = user_id
     WHERE user_id IS NOT NULL AND vn_credit_user_id IS NULL
       AND id BETWEEN %(first)s AND %(last)s
"""
LEADS = """
    UPDATE crm_lead
       SET vn_created_user_id = user_id,
           vn_credit_user_id = COALESCE(
               vn_credit_user_id, CASE WHEN won_status = 'won' THEN user_id END)
     WHERE user_id IS NOT NULL AND vn_created_user_id IS NULL
       AND id BETWEEN %(first)s AND %(last)s
"""
CONTRACTS = """
    UPDATE crm_vn_contract contract
       SET vn_credit_user_id = COALESCE(
               vn_credit_user_id, CASE WHEN is_signed THEN user_id END),
           vn_expiry_user_id = user_id,
           vn_renewal_user_id = COALESCE(vn_renewal_user_id, (
               SELECT renewal.user_id FROM crm_vn_contract renewal
                WHERE renewal.previous_id = contract.id AND renewal.is_signed
                  AND renewal.meaning <> 'cancelled'
                ORDER BY renewal.signed_date, renewal.id LIMIT 1))
     WHERE vn_expiry_user_id IS NULL AND id BETWEEN %(first)s AND %(last)s
"""
#: The moment is known where nothing was written since; else it is noon in Vietnam.
ACTIVITIES = """
    UPDATE mail_activity a
       SET vn_done_at = CASE WHEN a.write_date::date = a.date_done
                             THEN date_trunc('second', a.write_date)
                             ELSE a.date_done + interval '5 hours' END,
           vn_done_uid = coalesce(a.write_uid, a.user_id),
           vn_credit_user_id = coalesce(a.user_id, a.write_uid),
           vn_credit_company_id = coalesce(
               CASE a.res_model %(companies)s END,
               (SELECT company_id FROM res_users
                 WHERE id = coalesce(a.user_id, a.write_uid)))
     WHERE a.active IS FALSE AND a.date_done IS NOT NULL AND a.vn_done_at IS NULL
       AND a.id BETWEEN %(first)s AND %(last)s
"""


class CrmVnFill(models.Model):
    _inherit = "crm.vn.fill"

    @api.model
    def _vn_fills(self):
        label = self.env._("Who earned it: %s")
        kinds = {
            "sale_order": (self.env._("orders"), ORDERS),
            "res_partner": (self.env._("customers"), PARTNERS),
            "crm_lead": (self.env._("opportunities"), LEADS),
            "crm_vn_contract": (self.env._("contracts"), CONTRACTS),
            "mail_activity": (self.env._("activities"), ACTIVITIES),
        }
        return {
            **super()._vn_fills(),
            **{
                f"credit_{table}": (
                    label % word,
                    table.replace("_", "."),
                    self._vn_prepare_credit(statement),
                )
                for table, (word, statement) in kinds.items()
            },
        }

    @api.model
    def _vn_prepare_credit(self, statement):
        """Return the function that runs *statement* on some ids."""

        def credit(first, last):
            self.env.flush_all()
            values = {"first": first, "last": last}
            if "%(companies)s" in statement:
                values["companies"] = self._vn_company_cases()
            self.env.cr.execute(SQL(statement, **values))
            self.env.invalidate_all()

        return credit

    @api.model
    def _vn_company_cases(self):
        """Return the parts of a CASE: the company of each document of customers."""
        return SQL(" ").join(
            SQL(
                "WHEN %s THEN (SELECT company_id FROM %s WHERE id = a.res_id)",
                model,
                SQL.identifier(self.env[model]._table),
            )
            for model in self.env["res.partner"]._vn_customer_documents()
            if "company_id" in self.env[model]._fields
            and self.env[model]._fields["company_id"].store
        )
