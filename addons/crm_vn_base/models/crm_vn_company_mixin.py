from odoo import api, models


class CrmVnCompanyMixin(models.AbstractModel):
    """Records of a company, which nobody moves to one in which he doesn't work.

    Record rules are asked before something is written, and not of what comes of it: a
    rule or a price list could be given to another company, or a line to a rule there,
    and work there.
    """

    _name = "crm.vn.company.mixin"
    _description = "Record of a company"

    #: many2one fields that people fill in with records of companies
    _vn_company_links = ()

    @api.model_create_multi
    def create(self, vals_list):
        self._vn_check_company_links(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        if company_id := vals.get("company_id"):
            self.env["res.company"].browse(company_id)._vn_check_mine()
        self._vn_check_company_links([vals])
        return super().write(vals)

    @api.model
    def _vn_check_company_links(self, vals_list):
        """Refuse links to what the user may not read.

        :raise AccessError: as Odoo, of the record that is linked
        """
        if self.env.su:
            return
        for name in self._vn_company_links:
            default = self.env.context.get(f"default_{name}")
            found = {vals.get(name, default) for vals in vals_list}
            ids = [res_id for res_id in found if isinstance(res_id, int) and res_id]
            self.env[self._fields[name].comodel_name].browse(ids).check_access("read")
