from odoo.tests import tagged

from .common import VnTourCase
from .test_discussion import DiscussionCommon


@tagged("post_install", "-at_install")
class TestGuardsTours(VnTourCase, DiscussionCommon):
    def test_vcard(self):
        """Odoo's import dialog is hidden on phones."""

        def forget(_size, _lang):
            self.env["res.partner"].search([("name", "like", "Vòng Gia")]).unlink()

        self.run_tour_everywhere(
            "/odoo/vn-customers",
            "crm_vn_customer_vcard",
            login="vn_manager",
            sizes=["1280x800"],
            before=forget,
        )
        self.assertEqual(
            self.env["res.partner"].search_count([("name", "like", "Vòng Gia")]), 2
        )

    def test_duplicates(self):
        one, other = self.Partner.create(
            [
                {
                    "name": name,
                    "phone": "0977 111 321",
                    "vn_relationship_id": self.relationship_customer.id,
                }
                for name in ("Khách Trùng Một", "Khách Trùng Hai")
            ]
        )
        other.message_post(body="Đã gọi cho khách", message_type="comment")

        def remind(_size, _lang):
            self.env["crm.vn.not.duplicate"].search([]).unlink()

        self.run_tour_everywhere(
            f"/odoo/vn-customers/{other.id}",
            "crm_vn_customer_duplicates",
            login="vn_manager",
            before=remind,
        )
        self.assertFalse(one._vn_get_duplicates())

    def test_edit_window(self):
        """Edit and delete leave a comment when its time is over."""
        customer = self.customer_company
        over, _open = (
            customer.with_user(self.user_own).message_post(
                body=body, message_type="comment", subtype_xmlid="mail.mt_note"
            )
            for body in ("Đã quá giờ", "Còn giờ")
        )
        self.post_before(over, 121)
        self.run_tour_everywhere(
            f"/odoo/vn-customers/{customer.id}",
            "crm_vn_customer_edit_window",
            login="vn_user_own",
            langs=["vi_VN"],
        )
