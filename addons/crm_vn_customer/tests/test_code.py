from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from .common import VnCustomerCommon


@tagged("post_install", "-at_install")
class TestCode(VnCustomerCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"vn_code_prefix": "TST/", "vn_code_padding": 4})

    def _customer(self, user=None, **values):
        values.setdefault("name", "Khách")
        values.setdefault("vn_relationship_id", self.relationship_new.id)
        return self.Partner.with_user(user or self.user_all).create(values)

    def test_blank_gets_the_next_code(self):
        one, two = self._customer(), self._customer(ref="  ")
        self.assertRegex(one.ref, r"^TST/\d{4}$")
        self.assertEqual(int(two.ref[4:]), int(one.ref[4:]) + 1)

    def test_typed_code_is_kept(self):
        self.assertEqual(self._customer(ref=" vip-01 ").ref, "vip-01")

    def test_who_is_no_customer_gets_none(self):
        self.assertFalse(self.customer_contact.ref)
        self.assertFalse(self.Partner.create({"name": "Nhà cung cấp"}).ref)

    def test_code_on_becoming_a_customer(self):
        contact = self.customer_contact.with_user(self.user_all)
        contact.vn_relationship_id = self.relationship_new
        self.assertRegex(contact.ref, r"^TST/\d{4}$")
        before = contact.ref
        contact.vn_relationship_id = self.relationship_vip
        self.assertEqual(contact.ref, before)

    def test_emptied_code_is_given_again(self):
        customer = self._customer()
        customer.ref = False
        self.assertTrue(customer.ref)

    def test_codes_already_taken_are_passed_over(self):
        number = int(self._customer().ref[4:])
        self.Partner.create({"name": "NCC", "ref": f"tst/{number + 1:04d}"})
        self._customer(ref=f"TST/{number + 2:04d}")
        self.assertEqual(self._customer().ref, f"TST/{number + 3:04d}")

    def test_codes_of_a_batch_cost_the_same_queries(self):
        """Codes are drawn for all records at once, not one by one."""
        names = [{"name": f"K{i}"} for i in range(50)]
        self.company._vn_next_codes(1)
        with self.assertQueryCount(2):
            codes = self.company._vn_next_codes(50)
        self.assertEqual(len(set(codes)), 50)
        customers = self.Partner.create(
            [{**vals, "vn_relationship_id": self.relationship_new.id} for vals in names]
        )
        self.assertEqual(len(set(customers.mapped("ref"))), 50)

    def test_duplicate_names_the_other_customer(self):
        self._customer(name="Hoàng Gia", ref="HG1")
        with self.assertRaisesRegex(ValidationError, "HG1.*Hoàng Gia"):
            self._customer(ref="HG1")
        with self.assertRaisesRegex(ValidationError, "Hoàng Gia"):
            self._customer(ref="hg1")

    def test_duplicate_of_an_archived_customer(self):
        self._customer(ref="HG1").active = False
        with self.assertRaises(ValidationError):
            self._customer(ref="HG1")

    def test_duplicate_does_not_name_who_is_hidden(self):
        self.env["ir.rule"].create(
            {
                "name": "Own customers only",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "domain_force": "[('user_id', 'in', [user.id, False])]",
                "groups": [(4, self.env.ref("sales_team.group_sale_salesman").id)],
            }
        )
        self._customer(name="Bí mật", ref="BM1", user_id=self.user_all.id)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertRaises(ValidationError) as caught:
            self._customer(user=self.user_own, ref="BM1", user_id=self.user_own.id)
        self.assertNotIn("Bí mật", str(caught.exception))
        self.assertIn("BM1", str(caught.exception))

    def test_code_is_unique_per_company(self):
        one = self._customer(ref="C1", company_id=self.company.id)
        two = self.Partner.create(
            {
                "name": "Khách của Hai",
                "ref": "C1",
                "company_id": self.company_2.id,
                "vn_relationship_id": self.relationship_new.id,
            }
        )
        self.assertEqual(one.ref, two.ref)
        with self.assertRaises(ValidationError):
            self._customer(ref="C1")

    def test_each_company_has_its_prefix(self):
        self.company_2.write({"vn_code_prefix": "HAI", "vn_code_padding": 3})
        customer = self.Partner.create(
            {
                "name": "Khách của Hai",
                "company_id": self.company_2.id,
                "vn_relationship_id": self.relationship_new.id,
            }
        )
        self.assertRegex(customer.ref, r"^HAI\d{3}$")
        self.company_2.vn_code_prefix = "H%(y)s-"
        customer = customer.copy()
        self.assertRegex(customer.ref, r"^H\d\d-\d{3}$")

    def test_wrong_prefix_is_explained(self):
        with self.assertRaisesRegex(ValidationError, "prefix"):
            self.company.vn_code_prefix = "%(khach)s"

    def test_copy_of_two_records_copies_no_code(self):
        both = self.customer_company | self.customer_person
        copies = both.copy()
        self.assertEqual(len(set((both | copies).mapped("ref"))), 4)
        self.assertEqual(
            copies.mapped("vn_relationship_id"), both.mapped("vn_relationship_id")
        )
        self.assertEqual(copies[0].vn_group_ids, both[0].vn_group_ids)

    def test_form_of_the_customers_menu(self):
        form = Form(
            self.env["res.partner"]
            .with_user(self.user_all)
            .with_context(vn_customer=True),
            "base.view_partner_form",
        )
        self.assertEqual(form.vn_relationship_id, self.relationship_new)
        form.name = "Khách từ màn hình"
        customer = form.save()
        self.assertTrue(customer.ref)
        child = self.env["res.partner"].with_context(
            vn_customer=True, default_parent_id=customer.id
        )
        self.assertFalse(child.create({"name": "Liên hệ"}).vn_relationship_id)
        customer.with_context(vn_customer=True).child_ids = [
            (0, 0, {"name": "Liên hệ hai"})
        ]
        self.assertFalse(any(customer.child_ids.mapped("vn_relationship_id")))
