from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..models import crm_vn_fill
from .common import VnCompanyCase


@tagged("post_install", "-at_install")
class TestFill(VnCompanyCase):
    """An addon marks the partners that were there before it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_staff("vn_fill")
        cls.fills = cls.env["crm.vn.fill"]
        cls.fills.search([]).unlink()
        cls.calls = []

        def mark(first, last):
            cls.calls.append((first, last))
            partners = cls.env["res.partner"].with_context(active_test=False)
            domain = [("id", ">=", first), ("id", "<=", last), ("comment", "=", False)]
            partners.search(domain).comment = "filled"

        def _vn_fills(self):
            return {"marks": ("Marks", "res.partner", mark)}

        cls.classPatch(type(cls.fills), "_vn_fills", _vn_fills)
        partners = cls.env["res.partner"].with_context(active_test=False)
        partners.search([]).comment = False
        cls.partners = partners.search([], order="id")
        cls.first, cls.last = cls.partners[0].id, cls.partners[-1].id

    def setUp(self):
        super().setUp()
        self.calls.clear()

    def start(self, at_once=0, batch=7):
        self.startPatcher(patch.object(crm_vn_fill, "AT_ONCE", at_once))
        self.startPatcher(patch.object(crm_vn_fill, "BATCH", batch))
        self.fills._vn_start("marks")
        return self.fills.search([])

    def run_cron(self):
        with self.enter_registry_test_mode():
            self.env.ref(crm_vn_fill.CRON).method_direct_trigger()

    def filled(self):
        self.env.invalidate_all()
        return self.partners.filtered(lambda partner: "filled" in partner.comment)

    def test_a_small_table_is_filled_while_the_addon_is_installed(self):
        self.assertFalse(self.start(at_once=100_000))
        self.assertEqual(self.calls, [(self.first, self.last)])
        self.assertEqual(self.filled(), self.partners)

    def test_a_large_one_afterwards_in_batches(self):
        fill = self.start()
        self.assertEqual(self.calls, [])
        self.assertEqual((fill.next_id, fill.progress), (self.first, 0))
        self.run_cron()
        self.assertFalse(self.fills.search([]))
        self.assertEqual(self.filled(), self.partners)
        self.assertTrue(all(last - first < 7 for first, last in self.calls))

    def test_batches_follow_each_other(self):
        fill = self.start(batch=2)
        self.assertFalse(fill._vn_step())
        self.assertEqual(self.calls, [(self.first, self.first + 1)])
        self.assertEqual(fill.next_id, self.first + 2)
        whole = self.last + 1 - self.first
        self.assertAlmostEqual(fill.progress, 200 / whole)
        self.assertFalse(fill._vn_step())
        self.assertEqual(self.calls[-1], (self.first + 2, self.first + 3))

    def test_what_broke_off_is_begun_again(self):
        fill = self.start()
        fill._vn_step()
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            fill._vn_step()
            raise ZeroDivisionError
        self.env.invalidate_all()
        self.assertEqual(fill.next_id, self.first + 7)
        self.run_cron()
        self.assertEqual(self.filled(), self.partners)

    def test_who_came_since_needs_nothing(self):
        self.start()
        late = self.env["res.partner"].create({"name": "Khách mới"})
        self.run_cron()
        self.assertFalse(late.comment)

    def test_an_addon_that_is_gone(self):
        fill = self.start()
        fill.code = "gone"
        self.run_cron()
        self.assertFalse(self.fills.search([]))
        self.assertEqual(self.calls, [])

    def test_started_twice_begins_anew(self):
        self.start()._vn_step()
        self.assertEqual(len(self.start()), 1)
        self.assertEqual(self.fills.search([]).next_id, self.first)

    def test_only_administrators_look_and_nobody_writes(self):
        fill = self.start()
        admin = new_test_user(self.env, "vn_fill_admin", "base.group_system")
        self.assertEqual(fill.with_user(admin).progress, 0)
        for user in (admin, self.huong):
            with self.assertRaises(AccessError):
                fill.with_user(user).next_id = 1
        with self.assertRaises(AccessError):
            fill.with_user(self.huong).read(["code"])
