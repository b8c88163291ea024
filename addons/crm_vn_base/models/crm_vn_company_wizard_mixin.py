from odoo import api, fields, models


class CrmVnCompanyWizardMixin(models.AbstractModel):
    """Dialogs about one company: only about one that the user works in.

    Record rules of companies don't hold for dialogs, and what they do is often done
    as superuser: so the company is checked when it is chosen, before an onchange
    computes something of it too.
    """

    _name = "crm.vn.company.wizard.mixin"
    _description = "Dialog about one company"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )

    # constraints are checked as superuser, who works everywhere
    @api.model_create_multi
    def create(self, vals_list):
        dialogs = super().create(vals_list)
        dialogs.company_id._vn_check_mine()
        return dialogs

    def write(self, vals):
        result = super().write(vals)
        if "company_id" in vals:
            self.company_id._vn_check_mine()
        return result

    def onchange(self, values, field_names, fields_spec):
        chosen = values.get("company_id")
        if chosen and isinstance(chosen, int):
            self.env["res.company"].browse(chosen)._vn_check_mine()
        return super().onchange(values, field_names, fields_spec)
