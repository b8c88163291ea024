import contextlib
import random
import re
import sys
from unittest.mock import patch

from odoo import http
from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.crm_vn_import.tests.import_common import xlsx
from odoo.addons.crm_vn_vcard.tests.vcard_corpus_tools import card

from .common import SALESPERSON

SIZES = (10_000, 20_000)
#: what has held a worker for seconds, and what could
SHAPES = {
    "phone numbers of one digit": "1 1 1 ",
    "digits": "0",
    "numbers with what stands between them": "+84 (0) 9/1, - ",
    "places without names": "Q.1 P.2 TP ",
    "labels": "MST: ĐT; fax ",
    "the heads of addresses": "a.b@c.",
    "legal forms": "công ty cổ phần tnhh ",
}
#: what the form of the portal lets a customer write
PORTAL = ("name", "company_name", "phone", "vat", "street", "street2", "city", "zip")
#: what a card tells
CARD = ("TEL", "EMAIL", "ADR", "NOTE", "ORG", "FN", "URL")
#: so many times each character may be looked at by all readers together; most do no
#: more than replace single characters
OFTEN = 30
#: a file is read for the preview and to be imported
READINGS = 2
OPTIONS = {"has_headers": True, "quoting": '"', "separator": ",", "encoding": ""}


class Counted:
    """A pattern that counts the characters of the texts in which it looks."""

    def __init__(self, pattern, seen):
        self._pattern = pattern
        self._seen = seen

    def __getattr__(self, name):
        found = getattr(self._pattern, name)
        if not callable(found):
            return found

        def counted(*given, **named):
            texts = [one for one in (*given, *named.values()) if isinstance(one, str)]
            self._seen[0] += len(texts[-1]) if texts else 0
            return found(*given, **named)

        return counted


@contextlib.contextmanager
def counting():
    """Count the characters that the readers of the addons look at, ``[number]``."""
    seen = [0]
    with contextlib.ExitStack() as stack:
        for name, module in list(sys.modules.items()):
            if not re.match(r"odoo\.addons\.crm_vn_\w+\.tools\.", name):
                continue
            for attribute, value in list(vars(module).items()):
                if isinstance(value, re.Pattern):
                    stack.enter_context(
                        patch.object(module, attribute, Counted(value, seen))
                    )
        yield seen


def fill(shape, size):
    return (shape * (size // len(shape) + 1))[:size].strip()


@tagged("post_install", "-at_install")
class TestRightsOfLengths(HttpCase):
    """Nobody holds a worker with a text that is far too long.

    What counts is how often each character is looked at, not how long it takes.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = new_test_user(
            cls.env, "rights_lengths", "base.group_portal", password="rights_lengths"
        ).partner_id
        cls.address = {
            "name": "Khách Cổng",
            "email": "cong@example.com",
            "phone": "0903 123 456",
            "street": "12 Lý Thái Tổ",
            "city": "Hà Nội",
            "state_id": cls.env.ref("base.state_vn_VN-HN").id,
            "country_id": cls.env.ref("base.vn").id,
        }
        cls.customer.write(
            {
                **cls.address,
                "vn_relationship_id": cls.env["crm.vn.relationship"]
                .search([], limit=1)
                .id,
            }
        )

    # === The address form of the portal ===
    def _submit(self, **values):
        """Send the form as the portal user; return its answer."""
        answer = self.url_open(
            "/my/address/submit",
            data={
                **self.address,
                **values,
                "partner_id": self.customer.id,
                "address_type": "billing",
                "csrf_token": http.Request.csrf_token(self),
            },
        )
        self.assertEqual(answer.status_code, 200, answer.text[:500])
        return answer.json()

    def _look(self, name, text):
        """Send *text* in a field of the form; return how much of it was looked at."""
        with counting() as seen:
            told = self._submit(**{name: text})
        self.env.invalidate_all()
        kept = self.customer[name] or ""
        if told.get("messages"):
            self.assertTrue(all(told["messages"]))
            self.assertNotEqual(kept, text)
        else:
            self.assertTrue(told["redirectUrl"])
            self.assertEqual(kept.replace(" ", "")[:30], text.replace(" ", "")[:30])
        return seen[0]

    def test_portal_address(self):
        self.authenticate("rights_lengths", "rights_lengths")
        for name in PORTAL:
            for what, shape in SHAPES.items():
                with self.subTest(field=name, text=what):
                    short, long = (
                        self._look(name, fill(shape, size)) for size in SIZES
                    )
                    self.assertLessEqual(short, OFTEN * SIZES[0])
                    self.assertLessEqual(long, 2 * short + SIZES[0])

    def test_portal_noise(self):
        """Text without any pattern, which an index can't hold."""
        self.authenticate("rights_lengths", "rights_lengths")
        letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy 0123456789.,/-+@"
        noise = "".join(random.Random(5).choices(letters, k=SIZES[1]))
        for name in PORTAL[1:]:
            with self.subTest(field=name):
                seen = self._look(name, f"A{noise}z")
                self.assertLessEqual(seen, OFTEN * SIZES[1])

    # === Files ===
    def _import(self, content, name):
        """Import a file as a salesperson; return what came of it."""
        user = self.env["res.users"].search([("login", "=", SALESPERSON)])
        dialog = (
            self.env["base_import.import"]
            .with_user(user)
            .with_context(vn_customer=True)
            .create({"res_model": "res.partner", "file": content, "file_name": name})
        )
        preview = dialog.parse_preview({**OPTIONS})
        self.assertNotIn("error", preview)
        fields = ["/".join(path) for _at, path in sorted(preview["matches"].items())]
        headers = [preview["headers"][at] for at in sorted(preview["matches"])]
        return dialog.execute_import(
            fields, headers, {**OPTIONS, "vn_leave_out_failed": True}
        )

    def _look_at_file(self, make, name):
        """Return how much was looked at of a file with a long text."""
        found = []
        for size in SIZES:
            with counting() as seen, self.env.cr.savepoint() as savepoint:
                result = self._import(make(size), name)
                failed = (result.get("vn_report") or {}).get("failed")
                self.assertTrue(result.get("ids") or result["messages"] or failed)
                savepoint.rollback()
            self.env.invalidate_all(flush=False)
            found.append(seen[0])
        return found

    def test_cards(self):
        for what, shape in SHAPES.items():

            def make(size, shape=shape):
                text = fill(shape, size)
                return "".join(
                    card(*(() if kind == "FN" else (f"FN:{kind}",)), f"{kind}:{text}")
                    for kind in CARD
                ).encode()

            with self.subTest(text=what):
                short, long = self._look_at_file(make, "the.vcf")
                most = len(CARD) * READINGS * OFTEN * SIZES[0]
                self.assertLessEqual(short, most)
                self.assertLessEqual(long, 2 * short + SIZES[0])

    def test_headings_and_cells(self):
        def cells(size):
            texts = [fill(shape, size) for shape in SHAPES.values()]
            return xlsx(
                ["Tên khách hàng", "Điện thoại", "Mã số thuế", "Địa chỉ"],
                *([f"Khách {at}", *[one] * 3] for at, one in enumerate(texts)),
            )

        def headings(size):
            texts = [fill(shape, size) for shape in SHAPES.values()]
            return xlsx(["Tên khách hàng", *texts], ["Khách Dài", *"1" * len(texts)])

        for make, texts in ((cells, 3 * len(SHAPES)), (headings, len(SHAPES))):
            with self.subTest(where=make.__name__):
                short, long = self._look_at_file(make, "list.xlsx")
                self.assertLessEqual(short, texts * READINGS * OFTEN * SIZES[0])
                self.assertLessEqual(long, 2 * short + SIZES[0])
