from odoo import SUPERUSER_ID, fields
from odoo.exceptions import AccessError
from odoo.service.model import call_kw
from odoo.tests import tagged

from .common import VnCustomerCommon

FORGED = {
    "vn_engine": True,
    "_vn_engine": True,
    "vn_care_engine": True,
    "vn_score_publish": True,
    "vn_merged_partner_ids": [1],
}


class VnProtectedCase(VnCustomerCommon):
    """What only the system writes, tried by everybody through every door.

    An addon above gives the records and values; see :meth:`assert_protected`.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls._make_user(
            "vn_admin", "base.group_system,sales_team.group_sale_manager"
        )
        cls.superuser = cls.env["res.users"].browse(SUPERUSER_ID)

    def everybody(self):
        return self.user_own, self.manager, self.admin, self.superuser

    def rpc(self, user, model, method, *args, **context):
        """Call what a client calls, as *user*, with its *context*."""
        records = self.env[model].with_user(user)
        if user == self.superuser:
            records = records.sudo()
        return call_kw(
            records.with_context(**clean_context(self.env.context)),
            method,
            list(args),
            {"context": context},
        )

    def assert_protected(self, record, vals, users=None, create=None):
        """Check that nobody can give *record* the values *vals*, each by itself.

        :param users: who tries; everybody by default
        :param create: values of a new record; none: don't try to make one
        """
        model = record._name
        record.flush_recordset()
        before = record.sudo().read(list(vals))
        for user in users or self.everybody():
            for name, value in vals.items():
                given = {name: value}
                doors = {"write": (model, "write", record.ids, given)}
                if create is not None:
                    doors["create"] = (model, "create", [{**create, **given}])
                    doors["default"] = (model, "create", [create])
                    doors["copy"] = (model, "copy", record.ids, given)
                for door, call in doors.items():
                    context = dict(FORGED)
                    if door == "default":
                        context[f"default_{name}"] = value
                    with (
                        self.subTest(user=user.login, field=name, door=door),
                        self.assertRaises(AccessError),
                        self.env.cr.savepoint(),
                    ):
                        self.rpc(user, *call, **context)
        self.env.invalidate_all()
        self.assertEqual(record.sudo().read(list(vals)), before)


def clean_context(context):
    return {name: value for name, value in context.items() if name in ("lang", "tz")}


@tagged("post_install", "-at_install")
class TestProtected(VnProtectedCase):
    def test_last_contact(self):
        self.assert_protected(
            self.customer_company,
            {
                "vn_last_contact_date": "2026-01-01",
                "vn_contact_base_date": "2026-01-01",
                "vn_last_contact_kind": "meeting",
                "vn_last_contact_user_id": self.user_own.id,
                "vn_last_contact_model": "res.partner",
                "vn_last_contact_res_id": 1,
            },
            create={"name": "Công ty Mới"},
        )

    def test_the_refusal_says_what_and_where(self):
        with self.assertRaisesRegex(AccessError, "Đại Phát.*“Last contact” is kept"):
            self.customer_company.with_user(
                self.admin
            ).vn_last_contact_date = "2026-01-01"

    def test_import(self):
        partners = self.env["res.partner"].with_user(self.admin)
        for names, row in (
            (["name", "vn_last_contact_date"], ["Công ty Nhập", "2026-01-01"]),
            ([".id", "vn_last_contact_kind"], [str(self.customer_person.id), "x"]),
        ):
            result = partners.with_context(import_file=True).load(names, [row])
            self.assertFalse(result["ids"])
            self.assertIn("kept by the system", result["messages"][0]["message"])

    def test_a_setting_gives_no_default(self):
        self.env["ir.default"].set("res.partner", "vn_last_contact_kind", "meeting")
        made = self.env["res.partner"].with_user(self.user_own).create({"name": "Mới"})
        self.assertFalse(made.vn_last_contact_kind)

    def test_a_form_opens_whatever_the_context_says(self):
        partners = self.env["res.partner"].with_user(self.user_own)
        values = partners.with_context(
            default_vn_contact_base_date="2020-01-01"
        ).default_get(["vn_contact_base_date", "name"])
        self.assertEqual(
            fields.Date.to_date(values["vn_contact_base_date"]),
            self.company._vn_today(),
        )

    def test_what_says_nothing_passes(self):
        partners = self.env["res.partner"].with_user(self.user_own)
        today = self.company._vn_today()
        made = partners.create(
            {
                "name": "Công ty Mới",
                "vn_last_contact_date": False,
                "vn_contact_base_date": str(today),
                "vn_last_contact_user_id": False,
            }
        )
        self.assertEqual(made.vn_contact_base_date, today)
        # a client that sends back what it read
        made.write({"vn_contact_base_date": str(today), "name": "Công ty Mới 2"})
        self.assertEqual(made.name, "Công ty Mới 2")

    def test_the_system_writes(self):
        customer = self.customer_person.with_user(self.user_all)
        customer._vn_as_engine().vn_last_contact_kind = "meeting"
        self.assertEqual(self.customer_person.vn_last_contact_kind, "meeting")
        self.assertFalse(customer._vn_is_engine())
        self.assertTrue(customer._vn_as_engine()._vn_is_engine())
        self.assertFalse(customer._vn_as_engine()._vn_is_engine("vn_merged"))
        self.assertTrue(
            customer._vn_as_engine(vn_merged=True)._vn_is_engine("vn_merged")
        )

    def test_a_code_is_free_for_a_merge_alone(self):
        self.customer_person.ref = "KHTRUNG"
        with self.assertRaisesRegex(Exception, "already used"):
            self.rpc(
                self.manager,
                "res.partner",
                "write",
                self.customer_company.ids,
                {"ref": "KHTRUNG"},
                vn_merged_partner_ids=self.customer_person.ids,
            )

    def test_users_are_made_copied_invited_and_archived(self):
        users = self.env["res.users"].with_user(self.admin)
        made = users.create({"name": "Nguyễn Thị Mới", "login": "moi@example.com"})
        self.assertEqual(made.partner_id.vn_contact_base_date, self.company._vn_today())
        copied = made.copy({"login": "moi2@example.com"})
        self.assertNotEqual(copied.partner_id, made.partner_id)
        invited = users.with_context(create_user=True).web_create_users(
            ["moi3@example.com"]
        )
        self.assertTrue(invited)
        copied.action_archive()
        self.assertFalse(copied.active)
        with self.assertRaises(AccessError):
            users.with_context(default_vn_last_contact_kind="meeting").create(
                {"name": "Giả", "login": "gia@example.com"}
            )
        with self.assertRaises(AccessError):
            made.vn_last_contact_kind = "meeting"
