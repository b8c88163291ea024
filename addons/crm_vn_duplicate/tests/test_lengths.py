import random

from odoo import http
from odoo.exceptions import ValidationError
from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon

from ..models.res_partner_values import FOUND_BY
from ..tools.lengths import LETTERS_MAX


def noise(size):
    """Return a text in which nothing repeats itself, which can't be made smaller."""
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy0123456789ỡữậềộ"
    return "".join(random.Random(5).choices(letters, k=size))


@tagged("post_install", "-at_install")
class TestLengths(VnCustomerCommon):
    """What an index can't hold is refused in words, by whom it may be written."""

    def test_too_long(self):
        customers = self.as_user(self.env["res.partner"])
        customer = customers.create({"name": "Khách", "user_id": self.user_own.id})
        for name in FOUND_BY:
            with self.subTest(field=name):
                for ask in (customer.write, customers.create):
                    with self.assertRaisesRegex(ValidationError, "20,?000"):
                        ask({"name": "Khách", name: noise(20_000)})

    def test_what_always_fits(self):
        """Each character may have four bytes; a contact has its company's name, too."""
        wide = "".join(
            chr(code) for code in random.Random(6).sample(range(0x20000, 0x2A000), 300)
        )
        self.assertEqual(len(wide), LETTERS_MAX)
        company = self.env["res.partner"].create(dict.fromkeys(FOUND_BY, wide))
        contact = self.env["res.partner"].create(
            {"name": wide, "parent_id": company.id}
        )
        self.env.flush_all()
        self.assertGreater(len(contact.complete_name), 2 * LETTERS_MAX)


@tagged("post_install", "-at_install")
class TestPortal(HttpCase):
    def test_address(self):
        """A portal user is told beside the field, instead of an error of the server."""
        user = new_test_user(
            self.env, "vn_lengths", "base.group_portal", password="vn_lengths"
        )
        customer = user.partner_id
        address = {
            "name": "Khách Cổng",
            "email": "cong@example.com",
            "phone": "0903 123 456",
            "street": "12 Lý Thái Tổ",
            "city": "Hà Nội",
            "state_id": self.env.ref("base.state_vn_VN-HN").id,
            "country_id": self.env.ref("base.vn").id,
        }
        customer.write(address)
        self.authenticate("vn_lengths", "vn_lengths")

        def submit(**values):
            answer = self.url_open(
                "/my/address/submit",
                data={
                    **address,
                    **values,
                    "partner_id": customer.id,
                    "address_type": "billing",
                    "csrf_token": http.Request.csrf_token(self),
                },
            )
            self.assertEqual(answer.status_code, 200, answer.text[:500])
            return answer.json()

        for name in ("name", "company_name", "phone", "vat"):
            with self.subTest(field=name):
                told = submit(**{name: noise(20_000)})
                self.assertIn(name, told["invalid_fields"])
                self.assertTrue(
                    any("20,000" in one or "20000" in one for one in told["messages"])
                )
        self.env.invalidate_all()
        self.assertEqual(customer.name, "Khách Cổng")
        self.assertTrue(submit(company_name="Công ty TNHH Đại Phát")["redirectUrl"])
        self.env.invalidate_all()
        self.assertEqual(customer.company_name, "Công ty TNHH Đại Phát")
