from odoo import models
from odoo.fields import Domain


class ResUsers(models.Model):
    """What a person has to do for customers."""

    _inherit = "res.users"

    def _vn_open_work(self, companies):
        """Return the open work of this person, by kind: {model: records}.

        Extend it for further kinds; their models inherit ``crm.vn.owned.mixin``. The
        order is that in which it is handed over.

        :param companies: of these companies and of none
        """
        self.ensure_one()
        found = {}
        for model, domain in self._vn_open_work_domains().items():
            domain &= Domain("user_id", "=", self.id)
            if "company_id" in self.env[model]._fields:
                domain &= Domain("company_id", "in", [False, *companies.ids])
            found[model] = self.env[model].search(domain, order="id")
        return found

    def _vn_open_work_domains(self):
        """Return which records of each kind are open: {model: domain}."""
        return {
            "res.partner": Domain("active", "=", True),
            "crm.lead": Domain("won_status", "=", "pending"),
            "mail.activity": Domain("active", "=", True),
        }
