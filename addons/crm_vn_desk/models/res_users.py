from odoo import models

#: database-wide: what salespeople see after the login, "desk" (when it is not set)
#: or "standard", what Odoo shows
HOME = "crm_vn_customer.home"
DESK = "crm_vn_desk.crm_vn_desk_action"


class ResUsers(models.Model):
    _inherit = "res.users"

    def _vn_home_action(self):
        """Return the desk for who begins the day there, else an empty action.

        Whoever chose a home action keeps it.
        """
        self.ensure_one()
        none = self.env["ir.actions.client"]
        if self.action_id or not self.has_group("sales_team.group_sale_salesman"):
            return none
        # sudo: what the day begins with is seen by everybody who logs in
        choice = self.env["ir.config_parameter"].sudo().get_param(HOME, "desk")
        if choice != "desk":
            return none
        # sudo: the id of an action that the user's menu has, too
        return self.env.ref(DESK, raise_if_not_found=False) or none

    def _on_webclient_bootstrap(self):
        """Salespeople begin with their day, not with a chat about emojis.

        Where Odoo's robot greets (``mail_bot``), its window covers a phone.
        """
        if "odoobot_state" in self._fields and self._vn_home_action():
            # sudo: the robot's own mark, which users can't write
            robot = self.sudo()
            if robot.odoobot_state in (False, "not_initialized"):
                robot.odoobot_state = "disabled"
        return super()._on_webclient_bootstrap()
