from odoo import models


class CrmLead(models.Model):
    """Who becomes a customer from a lead reads Vietnamese as every new one does."""

    _inherit = "crm.lead"

    def _prepare_customer_values(self, partner_name, is_company=False, parent_id=False):
        values = super()._prepare_customer_values(
            partner_name, is_company=is_company, parent_id=parent_id
        )
        # somebody in a company reads what the company does
        if "lang" not in values and not parent_id:
            company = self.company_id or self.env.company
            if lang := self.env["res.partner"]._vn_get_new_lang(company):
                values["lang"] = lang
        return values
