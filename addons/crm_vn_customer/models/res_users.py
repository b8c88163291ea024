from odoo import SUPERUSER_ID, fields, models
from odoo.fields import Domain


class ResUsers(models.Model):
    """Who may be given work."""

    _inherit = "res.users"

    def _vn_at_work(self, company=None):
        """Return those of these users whom customers' work may be given to.

        They are active, internal, salespeople, and no robots. Everything that hands
        out work asks here: care, leads, documents, reminders.

        :param company: only those who work in this company
        """
        # sudo: whether a colleague sells here is no secret, nothing else is told
        return self.filtered(
            lambda user: user.id != SUPERUSER_ID and user.sudo()._vn_sells(company)
        )

    def _vn_sells(self, company=None):
        self.ensure_one()
        return (
            self.active
            and not self.share
            and (not company or company in self.company_ids)
            and self.has_group("sales_team.group_sale_salesman")
        )

    def _vn_present(self, moment=None):
        """Return those of these users who are there to do something now.

        Extend it for other absences than leaves.

        :param moment: naive moment in UTC, now by default
        """
        return self - self._vn_on_leave(moment)

    def _vn_on_leave(self, moment=None):
        """Return those of these users who are on leave.

        Validated leaves of Odoo's Time Off are leaves of the person's resource, and are
        read from there, whether that application is installed or not.

        :param moment: naive moment in UTC, now by default
        """
        moment = moment or fields.Datetime.now()
        domain = Domain("resource_id.user_id", "in", self.ids)
        domain &= Domain("date_from", "<=", moment) & Domain("date_to", ">", moment)
        domain &= Domain("time_type", "=", "leave")
        # sudo: nothing but "on leave" is told of a leave
        leaves = self.env["resource.calendar.leaves"].sudo().search(domain)
        away = set(leaves.resource_id.user_id.ids)
        return self.filtered(lambda user: user.id in away)

    def _vn_customer_rule(self, path):
        """Return the domain of a record rule: rows about customers whom one may see.

        Every model whose rows tell something of a customer has a rule with the domain
        ``user._vn_customer_rule('partner_id')``. Who sees all customers sees all rows;
        an addon that hides customers extends this and so hides their rows too.

        :param str path: field of the rows that leads to the customer; rows without a
            customer are seen by everybody
        :return: domain as a list
        """
        return [(1, "=", 1)]

    def _vn_team_leader(self):
        """Return who leads the team of these users, also of those who have left."""
        # archiving a user archives the memberships, which then tell where he was
        members = self.env["crm.team.member"].with_context(active_test=False)
        # sudo: the leader of a colleague's team, nothing else of it
        found = members.sudo().search(
            [("user_id", "in", self.ids)], order="active DESC, id DESC"
        )
        return found.crm_team_id.user_id.with_env(self.env)
