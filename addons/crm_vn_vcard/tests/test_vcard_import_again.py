from odoo.tests import tagged

from .test_vcard_import import VcardCase
from .vcard_corpus import SAMPLES
from .vcard_corpus_tools import card


@tagged("post_install", "-at_install")
class TestVcardImportAgain(VcardCase):
    def assert_adds_up(self, report, cards):
        self.assertEqual(report["rows"], cards)
        self.assertEqual(
            report["created"]
            + report["updated"]
            + report["skipped"]
            + len(report["failed"]),
            cards,
        )

    def test_whole_corpus_adds_up_and_twice_changes_nothing(self):
        for sample in SAMPLES:
            with self.subTest(sample.name):
                _preview, first = self._import(sample.data)
                self.assert_adds_up(first["vn_report"], len(sample.cards))
                problems = sample.cards.count(None)
                self.assertEqual(len(first["vn_report"]["failed"]), problems)
                partners = self.env["res.partner"].with_context(active_test=False)
                self.env.flush_all()
                before = partners.search_count([]), self._stamp()
                _preview, again = self._import(sample.data)
                report = again["vn_report"]
                self.assert_adds_up(report, len(sample.cards))
                self.assertEqual((report["created"], report["updated"]), (0, 0))
                self.env.flush_all()
                self.assertEqual((partners.search_count([]), self._stamp()), before)

    def _stamp(self):
        self.env.cr.execute(
            "SELECT md5(string_agg(p::text, ',' ORDER BY id)) FROM res_partner p"
        )
        return self.env.cr.fetchone()

    def test_known_customer_gets_what_is_blank(self):
        data = card(
            "FN:Công ty TNHH Đại Phát",
            "TEL:0903.123.456",
            "URL:https://daiphat.example",
        ).encode()
        _preview, result = self._import(data)
        report = result["vn_report"]
        self.assertEqual((report["created"], report["updated"]), (0, 1))
        self.assertEqual(self.customer_company.website, "https://daiphat.example")
        self.assertEqual(self.customer_company.email, "info@daiphat.example.com")

    def test_failed_cards_say_where_they_begin(self):
        data = (card("FN:Lý Thu") + card("NOTE:ai đó")).encode()
        _preview, result = self._import(data)
        (failed,) = result["vn_report"]["failed"]
        self.assertEqual(failed["line"], 5)
