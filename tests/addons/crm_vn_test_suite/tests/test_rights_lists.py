from odoo.exceptions import UserError
from odoo.tests import tagged

from .hidden_common import DOCUMENTS, SECRETS, HiddenCustomerCase


@tagged("post_install", "-at_install")
class TestRightsOfHiddenLists(HiddenCustomerCase):
    """Neither lists nor documents of one's own tell of a hidden customer."""

    def test_imports_that_name_hidden_records(self):
        """A list finds nobody whom its importer may not read, and changes nobody."""
        self.customer.write({"ref": "KIN-001", "vat": "0100109106"})
        self.env["ir.model.data"].create(
            {
                "module": "__import__",
                "name": "khach_kin",
                "model": "res.partner",
                "res_id": self.customer.id,
            }
        )
        hidden = {
            ".id": self.customer.id,
            "id": "__import__.khach_kin",
            "ref": "KIN-001",
            "phone": self.customer.phone,
            "vat": "0100109106",
            "email": self.customer.email,
            "parent_id/.id": self.customer.id,
            "parent_id": self.customer.name,
        }
        for user in self.people:
            partners = self.env["res.partner"].with_user(user)
            for name, value in hidden.items():
                for context in ({}, {"vn_customer": True}, {"import_file": True}):
                    with self.subTest(field=name, context=context, by=user.login):
                        mine = partners.with_context(**context)
                        rows = [["Khác", str(value)]]
                        told, changed, _refused = self._call(
                            lambda p=mine, n=name, r=rows: p.load(["name", n], r)
                        )
                        self.assertFalse(changed)
                        for secret in {*SECRETS} - {value}:
                            self.assertNotIn(secret, told.replace(str(value), ""))
        leads = self.env["crm.lead"].with_user(self.other)
        for name, value in (
            ("partner_id/.id", self.customer.id),
            ("partner_id/id", hidden["id"]),
        ):
            with self.subTest(model="crm.lead", field=name):
                self._check(
                    lambda n=name, v=value: leads.load(["name", n], [["Thử", str(v)]])
                )

    def test_what_is_the_same_finds_nobody_hidden(self):
        """A lead with the phone and e-mail of a hidden customer stays a stranger."""
        lead = (
            self.env["crm.lead"]
            .with_user(self.other)
            .create(
                {
                    "name": "Khách mới",
                    "contact_name": "Chị Lan",
                    "phone": self.customer.phone,
                    "email_from": self.customer.email,
                }
            )
        )
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(lead.partner_id)
        convert = (
            self.env["crm.lead2opportunity.partner"]
            .with_user(self.other)
            .with_context(
                active_model="crm.lead", active_id=lead.id, active_ids=lead.ids
            )
            .create({})
        )
        self.assertNotIn(SECRETS[0], str(convert.read()))
        convert.action_apply()
        self.env.flush_all()
        self.assertNotEqual(lead.sudo().partner_id, self.customer)

    def test_rows_of_colleagues(self):
        """What is one's own is a colleague's by no way of reading."""
        rows = self._hidden_rows()
        for name, row in self.table.items():
            if row["seen"] not in ("own", "managers"):
                continue
            mine = self.env[name].with_user(self.other)
            if not mine.has_access("read"):
                continue
            row = rows.get(name, mine).with_user(self.other)
            asked = [("id", "in", row.ids)] if row else []
            with self.subTest(model=name):
                self.assertFalse(mine.search(asked))
                self.assertFalse(mine.search_count(asked))
                groups = mine.formatted_read_group(asked, [], ["__count"])
                self.assertFalse(groups and groups[0]["__count"])
                self.assertFalse(mine.web_search_read(asked, {"id": {}})["records"])
                self.assertFalse(mine.name_search("", asked))
                for read in (
                    row.read,
                    lambda one=row: one.web_read({"display_name": {}}),
                    lambda one=row: one.export_data(["id", "display_name"]),
                ):
                    self.env.invalidate_all()
                    if row:
                        with self.assertRaises(UserError):
                            read()

    def test_own_rows_tell_no_more_than_the_name(self):
        """A document of one's own about a hidden customer gives no phone or e-mail."""
        tried = 0
        names = [name for name, row in self.table.items() if row["seen"] == "own"]
        for name in (*names, *DOCUMENTS[1:]):
            model = self.env[name]
            if not model._auto:
                continue
            row = self._row(model, self.customer, self.other).with_user(self.other)
            if not row.has_access("read"):
                continue
            for field in row._fields.values():
                ours = name.startswith("crm.vn.") or (field._module or "").startswith(
                    "crm_vn"
                )
                if not ours or not row._has_field_access(field, "read"):
                    continue
                tried += 1
                spec = {"fields": {"display_name": {}}} if field.relational else {}
                told, _changed, _refused = self._call(
                    lambda r=row, f=field, s=spec: r.web_read({f.name: s})
                )
                with self.subTest(model=name, field=field.name):
                    for secret in SECRETS[1:]:
                        self.assertNotIn(secret, told)
        self.assertGreater(tried, 40)
