from odoo.tests import BaseCase, tagged

from ..tools.answers import ALL, read_answer, read_method


@tagged("post_install", "-at_install")
class TestPlainAnswers(BaseCase):
    def test_answers(self):
        for text, wanted in (
            ("sms", ("given", ("sms",))),
            ("SMS/Zalo; E-mail", ("given", ("sms", "zalo", "email"))),
            ("SMS + SMS", ("given", ("sms",))),
            ("Điện thoại and thư điện tử", ("given", ("call", "email"))),
            ("MỌI KÊNH", ("given", ALL)),
            ("All channels", ("given", ALL)),
            ("không", ("withdrawn", ALL)),
            ("Không đồng ý.", ("withdrawn", ALL)),
            ("No", ("withdrawn", ALL)),
            ("0", ("withdrawn", ALL)),
            ("có", None),
            ("1", None),
            ("SMS, bồ câu", None),
            ("", None),
            (None, None),
            ("x" * 10_000, None),
        ):
            self.assertEqual(read_answer(text), wanted, text)

    def test_methods(self):
        labels = [("form", "Biểu mẫu"), ("call_centre", "Trung tâm cuộc gọi")]
        for text, wanted in (
            ("Biểu mẫu", "form"),
            ("trung tâm cuộc gọi", "call_centre"),
            ("Tổng đài", "call_centre"),
            ("Giấy", "paper"),
            ("App", "software"),
            ("", None),
            (None, None),
            ("ai đó", None),
        ):
            self.assertEqual(read_method(text, labels), wanted, text)
