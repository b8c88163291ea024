from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import VisibilityCommon
from .forms_common import VnFormsCase


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

    def _forms(self, user, model, name, partner):
        """Ask for a form with the link: chosen, by default, as a record, in a line."""
        Model = self.env[model].with_user(user)
        names = Model.get_view(view_type="form")["models"][model]
        spec = {
            one: {"fields": {"display_name": {}}} if field.relational else {}
            for one, field in Model._fields.items()
            if one in names
        }
        spec[name] = {"fields": {"display_name": {}}}
        for value in (partner.id, {"id": partner.id, "display_name": "x"}):
            yield lambda v=value: Model.onchange({name: v}, [name], dict(spec))
        defaults = Model.with_context(**{f"default_{name}": partner.id})
        yield lambda: defaults.onchange({}, [], dict(spec))
        yield lambda: Model.onchange({name: partner.id}, [], dict(spec))

    def test_forms_tell_no_name(self):
        """While a form is filled in nothing is saved, and nobody hidden is named."""
        self._limit()
        self.env.flush_all()
        for model, name, hidden in (
            ("crm.lead", "partner_id", self.customer),
            ("crm.lead", "vn_referrer_partner_id", self.customer),
            ("crm.lead", "vn_collaborator_id", self.customer_contact),
            ("res.partner", "parent_id", self.customer),
            ("res.partner", "vn_referrer_partner_id", self.customer),
            ("crm.vn.viewer", "partner_id", self.customer),
        ):
            for ask in self._forms(self.other, model, name, hidden):
                self.env.invalidate_all()
                with (
                    self.subTest(model=model, name=name),
                    self.assertRaises(AccessError),
                ):
                    ask()
        for ask in self._forms(self.follower, "crm.lead", "partner_id", self.customer):
            self.assertIsInstance(ask(), dict)

    def test_forms_of_lines_tell_no_name(self):
        self._limit()
        self.env.flush_all()
        line = {"name": "Liên hệ", "vn_referrer_partner_id": self.customer.id}
        spec = {
            "child_ids": {
                "fields": {"vn_referrer_partner_id": {"fields": {"display_name": {}}}}
            }
        }
        partners = self.env["res.partner"].with_user(self.other)
        with self.assertRaises(AccessError):
            partners.onchange({"child_ids": [[0, "v1", line]]}, ["child_ids"], spec)

    def test_forms_leave_what_stays(self):
        """The form of a document that names somebody hidden can still be used."""
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
        spec = {"name": {}, "partner_id": {"fields": {"display_name": {}}}}
        values = {"name": "Khác", "partner_id": self.customer.id}
        self.assertIsInstance(lead.onchange(values, ["name"], spec), dict)

    def test_defaults_name_nobody_hidden(self):
        """Nor does what somebody saved as his own default make a document."""
        self._limit()
        leads = self.env["crm.lead"].with_user(self.other)
        for user, named in ((self.other, False), (self.follower, True)):
            self.env["ir.default"].set(
                "crm.lead", "partner_id", self.customer.id, user_id=user.id
            )
            self.env.flush_all()
            self.env.invalidate_all()
            mine = leads.with_user(user)
            self.assertEqual("partner_id" in mine.default_get(["partner_id"]), named)
            self.assertEqual(bool(mine.create({"name": "Thử"}).partner_id), named)


@tagged("post_install", "-at_install")
class TestForms(VnFormsCase):
    def test_forms_name_nobody_hidden(self):
        self.check_forms_name_nobody_hidden()
