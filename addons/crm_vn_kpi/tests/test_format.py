from odoo.tests import tagged

from odoo.addons.crm_vn_base.numbers import NBSP

from .common import VnKpiCommon


@tagged("post_install", "-at_install")
class TestFormat(VnKpiCommon):
    """Numbers as people read them, the same on reports, sheets and the desk."""

    def _format(self, *values, lang="en_US", **options):
        metric = self.env["crm.vn.kpi.metric"].with_user(self.lan)
        return metric.with_context(lang=lang)._vn_format(*values, **options)

    def test_amounts_keep_their_cents(self):
        dollar, dong = self.env.ref("base.USD"), self.env.ref("base.VND")
        for amount, wanted in (
            (1250.5, f"${NBSP}1,250.50"),
            (999.99, f"${NBSP}999.99"),
            (1250, f"${NBSP}1,250.00"),
        ):
            for is_short in (True, False):
                found = self._format(amount, dollar, is_short=is_short)
                self.assertEqual(found, wanted)
        self.assertEqual(self._format(1_250_000, dong), f"1,250,000{NBSP}₫")

    def test_in_a_sentence(self):
        for number, wanted in (
            (None, "–"),
            (0, "0"),
            (-0.04, "0"),
            (3, "3"),
            (3.0, "3"),
            (1.333, "1.3"),
            (2.96, "3"),
            (12345.6, "12,345.6"),
            (-2.5, "-2.5"),
        ):
            self.assertEqual(self._format(number), wanted)
        percent = self.env["crm.vn.kpi.metric"]._vn_format_percent
        self.assertEqual([percent(75.0), percent(None)], [f"75{NBSP}%", "–"])
        self.assertEqual(percent(87.5), f"87.5{NBSP}%")

    def test_in_a_column(self):
        for kind, number, wanted in (
            ("count", 1234, "1,234"),
            ("count", None, "–"),
            ("number", 2, "2.00"),
            ("ratio", 7 / 3, "2.33"),
            ("percent", -50, f"-50.0{NBSP}%"),
        ):
            found = self._format(number, kind=kind, is_short=False)
            self.assertEqual(found, wanted)

    def test_in_vietnamese(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.assertEqual(self._format(12345.6, lang="vi_VN"), "12.345,6")
