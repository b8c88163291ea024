from odoo import api, models

#: A mailing that went out is credited to who is responsible for it.
MAILINGS = """
    UPDATE mailing_mailing m
       SET vn_credit_user_id = u.id, vn_credit_company_id = u.company_id
      FROM res_users u
     WHERE u.id = m.user_id AND m.state IN ('sending', 'done')
       AND m.vn_credit_user_id IS NULL AND m.id BETWEEN %(first)s AND %(last)s
"""


class CrmVnFill(models.Model):
    _inherit = "crm.vn.fill"

    @api.model
    def _vn_fills(self):
        return {
            **super()._vn_fills(),
            "credit_mailing_mailing": (
                self.env._("Who earned it: mailings"),
                "mailing.mailing",
                self._vn_prepare_credit(MAILINGS),
            ),
        }
