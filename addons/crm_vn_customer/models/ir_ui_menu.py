from odoo import models


class IrUiMenu(models.Model):
    _inherit = "ir.ui.menu"

    def _load_menus_blacklist(self):
        # CRM's own "Customers" lists every contact; ours takes its place
        stock = self.env.ref("crm.res_partner_menu_customer", raise_if_not_found=False)
        return super()._load_menus_blacklist() + (stock.ids if stock else [])
