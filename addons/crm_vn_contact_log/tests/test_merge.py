from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import VnContactCommon


@tagged("post_install", "-at_install")
class TestMerge(VnContactCommon):
    @mute_logger("odoo.models.unlink")
    def test_done_activities_go_over(self):
        target, source = self.Partner.create([{"name": "Gốc"}, {"name": "Trùng"}])
        done = source.activity_schedule("mail.mail_activity_data_call", summary="Gọi")
        done.action_feedback(feedback="Xong")
        planned = source.activity_schedule("mail.mail_activity_data_todo")
        self.assertFalse(done.active)
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((source | target).ids, target)
        self.assertFalse(source.exists())
        self.assertTrue((done | planned).exists() == done | planned)
        self.assertEqual((done | planned).mapped("res_id"), [target.id] * 2)
        self.assertFalse(done.active)
        self.assertEqual(done.feedback, "Xong")

    def test_person_of_another_company(self):
        """What was done with the person is no contact of that company any more."""
        company, other = self.Partner.create(
            [{"name": name, "is_company": True} for name in ("Nơi giữ", "Nơi bỏ")]
        )
        kept, gone = self.Partner.create(
            [{"name": "Chị Hoa", "parent_id": one.id} for one in (company, other)]
        )
        gone.activity_schedule("mail.mail_activity_data_call").action_feedback()
        today = other.vn_last_contact_date
        self.assertTrue(today)
        self.assertFalse(company.vn_last_contact_date)
        self.merge_into(kept, gone)
        self.assertEqual(company.vn_last_contact_date, today)
        self.assertEqual(kept.vn_last_contact_date, today)
        self.assertFalse(other.vn_last_contact_date)
