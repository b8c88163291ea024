from datetime import date
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.crm_vn_base.tools import plans

from .common import VnScoreCommon


@tagged("post_install", "-at_install")
class TestFill(VnScoreCommon):
    """Coming to a database that has customers, groups and activities already."""

    def fill(self):
        fills = self.env["crm.vn.fill"]._vn_fills()
        for code in ("customer_scores", "lead_scores"):
            fills[code][2](1, 2**31 - 1)
        self.env.invalidate_all()

    def forget(self):
        self.env.flush_all()
        for table in ("res_partner", "crm_lead"):
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET vn_score = NULL, vn_star = NULL",
                    SQL.identifier(table),
                )
            )
        self.env.cr.execute("DELETE FROM crm_vn_score_line")
        self.env.invalidate_all()

    def test_scores_are_what_they_would_have_been(self):
        self.do(self.customer)
        self.do(self.contact, self.call)
        self.do(self.lone_lead)
        self.customer.vn_group_ids = self.group
        self.env.flush_all()
        before = self.ledger()
        for several in (plans.SEVERAL, 0):
            self.forget()
            with (
                self.subTest(several=several),
                patch.object(plans, "SEVERAL", several),
            ):
                self.fill()
                self.assertScore(self.customer, 40, 2)
                self.assertScore(self.lone_lead, 15, 1)
                self.assertEqual(self.contact.vn_score, 40)
                self.assertEqual(
                    [row[:-1] for row in self.ledger()], [row[:-1] for row in before]
                )

    def test_memberships_are_dated_to_the_customer(self):
        self.customer.vn_group_ids = self.group
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = '2026-01-05 03:00' WHERE id = %s",
            [self.customer.id],
        )
        self.forget()
        self.fill()
        [line] = self.customer._vn_score_lines()
        self.assertEqual(line["date"], date(2026, 1, 5))

    def test_what_came_since_stays(self):
        """A membership that began after the installation keeps its day."""
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = '2026-01-05 03:00' WHERE id = %s",
            [self.customer.id],
        )
        self.env.invalidate_all()
        self.customer.vn_group_ids = self.group
        self.env.flush_all()
        before = self.ledger()
        self.fill()
        self.assertEqual(self.ledger(), before)

    def test_twice_is_once(self):
        self.do(self.customer)
        self.forget()
        self.fill()
        before = self.ledger(live=False)
        self.fill()
        self.assertEqual(self.ledger(live=False), before)
