from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import VisibilityCommon


@tagged("post_install", "-at_install")
class TestLinks(VisibilityCommon):
    """A document names no customer whom its writer may not read."""

    def _link(self, user, model, name, partner, **values):
        """Fill the field in a new record, through a default and in an old record."""
        Model = self.env[model].with_user(user)
        values = {"name": "Thử", **values}
        yield lambda: Model.create({**values, name: partner.id})
        defaults = Model.with_context(**{f"default_{name}": partner.id})
        yield lambda: defaults.create(values)
        record = Model.create(values)
        yield lambda: record.write({name: partner.id})

    def test_hidden_customers_are_no_links(self):
        self._limit()
        self.env.flush_all()
        for model, name in (
            ("crm.lead", "partner_id"),
            ("crm.lead", "vn_referrer_partner_id"),
            ("crm.lead", "vn_collaborator_id"),
            ("res.partner", "parent_id"),
            ("res.partner", "vn_referrer_partner_id"),
            ("res.partner", "vn_collaborator_id"),
        ):
            for way in self._link(self.other, model, name, self.customer):
                self.env.invalidate_all()
                with (
                    self.subTest(model=model, name=name),
                    self.assertRaises(AccessError),
                    self.env.cr.savepoint(),
                ):
                    way()
        for user in (self.user_own, self.follower, self.manager):
            for way in self._link(user, "crm.lead", "partner_id", self.customer):
                way()

    def test_what_stays_is_not_asked(self):
        """An old link to somebody hidden doesn't lock the document."""
        lead = self.env["crm.lead"].create(
            {
                "name": "Thử",
                "partner_id": self.customer.id,
                "user_id": self.other.id,
            }
        )
        self._limit()
        self.env.flush_all()
        self.env.invalidate_all()
        lead = lead.with_user(self.other)
        lead.write({"partner_id": self.customer.id, "name": "Khác"})
        self.assertEqual(lead.name, "Khác")
