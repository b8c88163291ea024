from odoo import models
from odoo.fields import Domain


class ResUsers(models.Model):
    """Which customers a person sees: the one answer, for every model that has some."""

    _inherit = "res.users"

    def _vn_customer_rule(self, path):
        """Hide the rows of customers whom this person does not see."""
        domain = super()._vn_customer_rule(path)
        if not self._vn_sees_own_customers_only():
            return domain
        seen = Domain(path, "any", self._vn_seen_customers())
        return list(Domain(domain) & (Domain(path, "=", False) | seen))

    def _vn_sees_own_customers_only(self):
        """Tell whether this person sees own customers, followed ones, and nobody's."""
        self.ensure_one()
        return (
            self.has_group("crm_vn_visibility.group_vn_own_customers")
            and not self.has_group("sales_team.group_sale_salesman_all_leads")
            and not self.has_group("base.group_system")
        )

    def _vn_seen_customers(self):
        """Return the domain of the contacts whom this person sees.

        A contact of a customer is seen by those who see the customer. Partners who are
        no customers, and everybody who works here, are seen by all.
        """
        self.ensure_one()
        me = self.partner_id
        company = "commercial_partner_id"
        nobodys = Domain("user_id", "=", False) & Domain(
            f"{company}.user_id", "=", False
        )
        no_customer = Domain("vn_relationship_id", "=", False) & Domain(
            f"{company}.vn_relationship_id", "=", False
        )
        return Domain.OR(
            [
                Domain("partner_share", "=", False),
                Domain("id", "=", me.id),
                Domain("user_id", "=", self.id),
                Domain("message_partner_ids", "in", me.ids),
                Domain(f"{company}.user_id", "=", self.id),
                Domain(f"{company}.message_partner_ids", "in", me.ids),
                nobodys,
                no_customer,
            ]
        )

    def _vn_own_customers_rule(self):
        """Return the domain of the record rule of customers themselves."""
        if self._vn_sees_own_customers_only():
            return list(self._vn_seen_customers())
        return [(1, "=", 1)]
