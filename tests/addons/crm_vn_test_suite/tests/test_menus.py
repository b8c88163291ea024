from odoo.tests import TransactionCase, tagged

from .common import ADMINISTRATOR, MANAGER, SALESPERSON


@tagged("post_install", "-at_install")
class TestMenus(TransactionCase):
    def test_each_is_there_for_somebody(self):
        """Odoo hides a menu without a word when nobody reads the action's model."""
        found = self.env["ir.model.data"].search(
            [("model", "=", "ir.ui.menu"), ("module", "=like", "crm\\_vn%")]
        )
        self.assertGreater(len(found), 100)
        logins = [ADMINISTRATOR, MANAGER, SALESPERSON]
        seen = set()
        for user in self.env["res.users"].search([("login", "in", logins)]):
            seen |= self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
        hidden = found.filtered(lambda data: data.res_id not in seen)
        self.assertEqual(hidden.mapped("complete_name"), [])
