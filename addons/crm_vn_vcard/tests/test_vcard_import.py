import base64
from unittest.mock import patch

import requests

from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon

from .vcard_corpus import SAMPLES
from .vcard_corpus_tools import GIF, GIF_64, card

OPTIONS = {"has_headers": True, "quoting": '"', "separator": ",", "encoding": ""}


class VcardCase(VnCustomerCommon):
    def _importer(self, data, name="danh ba.vcf", user=None):
        return (
            self.env["base_import.import"]
            .with_user(user or self.manager)
            .with_context(vn_customer=True)
            .create(
                {
                    "res_model": "res.partner",
                    "file": data,
                    "file_name": name,
                    "file_type": "text/vcard",
                }
            )
        )

    def _import(self, data, dryrun=False, user=None):
        """Import as the dialog does: preview, then its columns; return both."""
        importer = self._importer(data, user=user)
        preview = importer.parse_preview({**OPTIONS})
        self.assertNotIn("error", preview)
        fields = ["/".join(m) for _i, m in sorted(preview["matches"].items())]
        result = importer.execute_import(
            fields,
            preview["headers"],
            {**OPTIONS, "vn_leave_out_failed": True},
            dryrun=dryrun,
        )
        return preview, result

    def _partners(self, result):
        return self.env["res.partner"].browse(result["ids"] or [])


@tagged("post_install", "-at_install")
class TestVcardRows(VcardCase):
    def test_preview_knows_the_fields(self):
        data = (
            card("FN:Lê An", "TEL:0903 1", "EMAIL:an@example.com", "TITLE:Giám đốc")
            + card("FN:Lê Bình", "TEL:0903 2")
        ).encode()
        preview = self._importer(data).parse_preview({**OPTIONS})
        self.assertEqual(
            preview["headers"], ["name", "phone", "email", "is_company", "function"]
        )
        self.assertEqual(
            preview["matches"], {i: [h] for i, h in enumerate(preview["headers"])}
        )
        self.assertEqual(preview["num_rows"], 3)  # Odoo counts the headings
        self.assertEqual(preview["preview"][0], ["Lê An", "Lê Bình"])
        self.assertEqual(preview["preview"][4], ["Giám đốc"])

    def test_notes_show_what_they_say(self):
        data = card("FN:Lê An", r"NOTE:nợ <5tr & trả <i>dần</i>\nhẹn T2").encode()
        _preview, result = self._import(data)
        self.assertIn("nợ &lt;5tr &amp; trả &lt;i&gt;", self._partners(result).comment)

    def test_every_card_of_the_corpus_is_a_row(self):
        total = sum(len(sample.cards) for sample in SAMPLES)
        count = 0
        for sample in SAMPLES:
            with self.subTest(sample.name):
                cards, rows = self._importer(sample.data)._read_vcf({})
                self.assertEqual(cards, len(sample.cards))
                self.assertEqual(len(rows), cards + 1)
                self.assertTrue(all(any(row) for row in rows))
                self.assertEqual(
                    [row[0] for row in rows[1:]],
                    [found[0] if found else "" for found in sample.cards],
                )
                count += cards
        self.assertEqual(count, total)

    def test_no_card_is_said_so(self):
        preview = self._importer(b"name,phone\nAn,0903").parse_preview({**OPTIONS})
        self.assertIn("BEGIN:VCARD", preview["error"])

    def test_whole_card_becomes_a_row(self):
        sample = next(s for s in SAMPLES if s.name == "ios_17_person")
        _count, (columns, row) = self._importer(sample.data)._read_vcf({})
        values = dict(zip(columns, row, strict=True))
        self.assertEqual(values["street"], "12 Lê Lợi, P. Bến Nghé")
        self.assertEqual(values["country_id"], self.env.ref("base.vn").name)
        self.assertIn("Hồ Chí Minh", values["state_id"])
        self.assertEqual(values["city"], "Quận 1")
        self.assertEqual(values["comment"], "Birthday: 1990-05-02")

    def test_notes_are_text(self):
        """What a card says in its note is shown, never run."""
        note = "<img src=x onerror=alert(1)> <b>VIP</b> & bạn bè"
        data = card("FN:An", f"NOTE:{note}", "BDAY:<script>1</script>").encode()
        _preview, result = self._import(data)
        comment = str(self._partners(result).comment)
        for tag in ("<img", "<b>", "<script"):
            self.assertNotIn(tag, comment)
        self.assertIn("&lt;b&gt;VIP&lt;/b&gt; &amp; bạn bè", comment)

    def test_unknown_province_is_kept_in_the_city(self):
        data = card("FN:An", "ADR:;;1 Phố;Huyện;Xứ Lạ;;Nước Lạ").encode()
        _count, (columns, row) = self._importer(data)._read_vcf({})
        values = dict(zip(columns, row, strict=True))
        self.assertEqual(values["city"], "Huyện, Xứ Lạ, Nước Lạ")

    def test_company_names_make_companies(self):
        data = (card("FN:Cty TNHH Đại Long") + card("FN:Anh Long")).encode()
        _count, rows = self._importer(data)._read_vcf({})
        position = rows[0].index("is_company")
        self.assertEqual([row[position] for row in rows[1:]], ["1", ""])


@tagged("post_install", "-at_install")
class TestVcardImport(VcardCase):
    def test_customers_are_made(self):
        data = card(
            "FN:Lý Thu", "TEL:0903000777", f"PHOTO;ENCODING=b;TYPE=GIF:{GIF_64}"
        ).encode()
        preview, result = self._import(data)
        self.assertFalse(result["messages"])
        customer = self._partners(result)
        self.assertEqual(customer.name, "Lý Thu")
        self.assertTrue(customer.vn_relationship_id)
        self.assertEqual(base64.b64decode(customer.image_1920), GIF)
        self.assertIn("image_1920", preview["headers"])

    def test_remote_photos_are_never_fetched(self):
        address = "https://photos.example/a.jpg"
        data = (
            card("FN:Lý Một", f"PHOTO:{address}")
            + card("FN:Lý Hai", f"PHOTO;VALUE=uri:{address}")
            + card("FN:Lý Ba", f"PHOTO;ENCODING=b:{address}")
        ).encode()
        with patch.object(requests.Session, "send") as send:
            preview, result = self._import(data, user=self.env.ref("base.user_admin"))
        self.assertFalse(send.called)
        self.assertNotIn("image_1920", preview["headers"])
        partners = self._partners(result)
        self.assertEqual(len(partners), 3)
        # whoever imports is told, and the address is not lost
        people = result["vn_report"]["people"]
        self.assertIn("not opened", people[0]["reason"])
        self.assertIn("not opened", people[1]["reason"])
        self.assertIn("can't be shown", people[2]["reason"])
        for partner in partners[:2]:
            self.assertIn(address, partner.comment)
        _preview, again = self._import(data, user=self.env.ref("base.user_admin"))
        self.assertEqual(again["vn_report"]["skipped"], 3)

    def test_broken_pictures_do_not_stop_the_card(self):
        broken = base64.b64encode(b"\xff\xd8\xff" + b"x" * 100).decode()
        data = card("FN:Lý Thu", f"PHOTO;ENCODING=b;TYPE=JPEG:{broken}").encode()
        _preview, result = self._import(data)
        self.assertFalse(self._partners(result).image_1920)
        (told,) = result["vn_report"]["people"]
        self.assertIn("can't be shown", told["reason"])

    def test_one_photo_of_several_is_enough(self):
        data = card(
            "FN:Lý Thu Hà",
            "PHOTO;VALUE=uri:https://photos.example/b.gif",
            f"PHOTO;ENCODING=b;TYPE=GIF:{GIF_64}",
        ).encode()
        _preview, result = self._import(data)
        self.assertTrue(self._partners(result).image_1920)
        self.assertFalse(result["vn_report"]["people"][0]["reason"])

    def test_whom_a_name_does_not_tell_is_a_person_in_doubt(self):
        data = (
            card("FN:Mai Spa", "TEL:0903000701")
            + card("FN:Hà Văn Tư", "TEL:0903000702")
            + card("FN:Công ty TNHH Đào", "TEL:0903000703")
        ).encode()
        _preview, result = self._import(data)
        self.assertEqual(
            self._partners(result).mapped("is_company"), [False, False, True]
        )
        reasons = [person["reason"] for person in result["vn_report"]["people"]]
        self.assertEqual(reasons, ["taken for a person", "", ""])

    def test_several_websites_and_a_remark_beside_the_phone(self):
        data = card(
            "FN:Hà Văn Năm",
            "TEL:0903000704 (chiều)",
            "URL:http://mot.example",
            "URL:http://hai.example",
            "URL:http://ba.example",
        ).encode()
        _preview, result = self._import(data)
        customer = self._partners(result)
        self.assertEqual(customer.website, "http://mot.example")
        self.assertEqual(customer.phone, "+84 903 000 704")
        for address in ("http://hai.example", "http://ba.example"):
            self.assertIn(f'href="{address}"', customer.comment)
        self.assertIn("chiều", customer.comment)

    def test_test_run_writes_nothing(self):
        data = card("FN:Chưa Ghi", "TEL:0903000778").encode()
        self._import(data, dryrun=True)
        self.assertFalse(self.env["res.partner"].search([("name", "=", "Chưa Ghi")]))
