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
