from odoo import models
from odoo.fields import Domain


class ResUsers(models.Model):
    _inherit = "res.users"

    def write(self, vals):
        if "active" in vals and not vals["active"]:
            self.filtered("active")._vn_keep_activities()
        return super().write(vals)

    def action_archive(self):
        """Offer to hand over what an archived salesperson leaves behind."""
        self.filtered("active")._vn_keep_activities()
        result = super().action_archive()
        leaving = self.filtered(lambda user: not user.share)
        may = self.env.user.has_group("sales_team.group_sale_manager")
        if len(leaving) != 1 or not may or isinstance(result, dict):
            return result
        begun = self.env["crm.vn.handover"]._get_begun(leaving)
        # sudo: whether there is anything left
        work = leaving.sudo()._vn_open_work(self.env.companies)
        if not begun and not any(records for records in work.values()):
            return result
        return leaving.action_vn_hand_over()

    def action_vn_hand_over(self):
        """Open the screen that hands over this person's work."""
        self.ensure_one()
        self.check_access("read")
        return self.env["crm.vn.handover"]._action_for(self)

    def _vn_keep_activities(self):
        """Keep what these people had planned for customers.

        Odoo deletes the activities of who is archived. They become nobody's instead,
        and are noted in a handover that waits to be started.
        """
        # sudo: whoever may archive a colleague keeps what that one had promised
        handovers = self.env["crm.vn.handover"].sudo()
        domain = self._vn_open_work_domains()["mail.activity"]
        for user in self.filtered(lambda user: not user.share):
            planned = self.env["mail.activity"].sudo()
            planned = planned.search(domain & Domain("user_id", "=", user.id))
            customers = planned._vn_work_customers()
            planned = planned.filtered(
                lambda activity, customers=customers: customers[activity.id]
            )
            if planned:
                handover = handovers._get_begun(user) or handovers.create(
                    {"user_id": user.id}
                )
                handover._insert_rows(
                    [("mail.activity", activity, None) for activity in planned]
                )
                planned._vn_give_to(self.env["res.users"])

    def _vn_leftover_domains(self):
        """Return which open work people who are gone left behind: {model: domain}."""
        gone = Domain("user_id", "!=", False) & Domain("user_id.active", "=", False)
        documents = list(self.env["res.partner"]._vn_customer_documents())
        found = {}
        for model, domain in self._vn_open_work_domains().items():
            left = gone
            if model == "mail.activity":
                # archiving made them nobody's
                left |= Domain("user_id", "=", False)
                left &= Domain("res_model", "in", documents)
            found[model] = domain & left
        return found

    def _vn_colleagues(self):
        """Return the others of this person's teams who are there."""
        members = self.env["crm.team.member"].with_context(active_test=False)
        # sudo: names of colleagues, for whoever hands over
        teams = members.sudo().search([("user_id", "in", self.ids)]).crm_team_id
        return (teams.member_ids - self)._vn_at_work().with_env(self.env)
