from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import DiscussionCommon


@tagged("post_install", "-at_install")
class TestDiscussionTours(VnTourCase, DiscussionCommon):
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
            "crm_vn_discussion_edit_window",
            login="vn_user_own",
            langs=["vi_VN"],
        )

    def test_filter(self):
        """The discussion without the log, at both widths."""
        self.comment(self.user_own, "Đã gọi cho khách")
        self.run_tour_everywhere(
            f"/odoo/vn-customers/{self.customer.id}",
            "crm_vn_discussion_filter",
            login="vn_user_own",
            langs=["vi_VN"],
        )
