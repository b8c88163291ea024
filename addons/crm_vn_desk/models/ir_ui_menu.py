from odoo import api, models

#: database-wide: what CRM opens with, "desk" (when it is not set) or "pipeline"
OPENS_WITH = "crm_vn_customer.opens_with"


class IrUiMenu(models.Model):
    _inherit = "ir.ui.menu"

    def load_web_menus(self, debug):
        """Open CRM with the pipeline where the settings say so.

        An app opens its first entry, which is the customer desk.
        """
        menus = super().load_web_menus(debug)
        if self._vn_opens_with() == "pipeline":
            app = self.env.ref("crm.crm_menu_root", raise_if_not_found=False)
            first = self.env.ref("crm.menu_crm_opportunities", raise_if_not_found=False)
            # who does not see one of them goes on as before
            if app and first and app.id in menus and first.id in menus:
                for name in ("actionID", "actionModel", "actionPath"):
                    menus[app.id][name] = menus[first.id][name]
        return menus

    @api.model
    def _vn_opens_with(self):
        # sudo: what the app opens with is seen by everybody who opens it
        return self.env["ir.config_parameter"].sudo().get_param(OPENS_WITH, "desk")
