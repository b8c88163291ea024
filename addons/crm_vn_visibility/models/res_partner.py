from odoo import models


class ResPartner(models.Model):
    """Who sees a customer, and why."""

    _inherit = "res.partner"

    def action_vn_view_viewers(self):
        """Open the list of who can read this customer."""
        self.ensure_one()
        self.check_access("read")
        viewers = self.env["crm.vn.viewer"]._vn_fill(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Viewers of %(customer)s", customer=self.display_name),
            "res_model": "crm.vn.viewer",
            "view_mode": "list",
            "domain": [("id", "in", viewers.ids)],
            "target": "new",
        }

    def _vn_get_viewers(self):
        """Return the employees who can read this customer, each with the reason.

        The rules themselves are asked about every employee, the reason only says
        it in words; so the list can't differ from what the rules do.

        :return: list of (``res.users`` record, key of ``crm.vn.viewer.reason``), in
            the order of the names
        """
        self.ensure_one()
        # sudo: employees' groups and the customer's followers; only names are shown
        users = (
            self.env["res.users"].sudo().search([("share", "=", False)], order="name")
        )
        partner = self.sudo()
        return [
            (user, partner._vn_get_viewing_reason(user))
            for user in users
            if self.with_user(user)
            .with_context(allowed_company_ids=[])
            .has_access("read")
        ]

    def _vn_get_viewing_reason(self, user):
        """Return why the rules let *user* see this customer (superuser)."""
        company = self.commercial_partner_id
        if user == self.user_id:
            return "owner"
        if user == company.user_id:
            return "company_owner"
        if user.partner_id in self.message_partner_ids | company.message_partner_ids:
            return "follower"
        if user.has_group("base.group_system"):
            return "administrator"
        if user.has_group("sales_team.group_sale_manager"):
            return "manager"
        if user.has_group("sales_team.group_sale_salesman_all_leads"):
            return "all_documents"
        if not user.has_group("crm_vn_visibility.group_vn_own_customers"):
            return "employee"
        if not self.partner_share:
            return "colleague"
        if not (self | company).vn_relationship_id:
            return "no_customer"
        return "nobody"
