from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tests import Form, tagged

from .common import VnScoreCommon


@tagged("post_install", "-at_install")
class TestThreshold(VnScoreCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.points = cls.env["mail.activity.type"].create({"name": "Điểm"})
        cls.customers = cls.Partner.create(
            [
                {
                    "name": f"Khách {score} điểm",
                    "vn_relationship_id": cls.relationship_customer.id,
                    "company_id": cls.company.id,
                }
                for score in (39, 40, 59, 60)
            ]
        )
        for customer, score in zip(cls.customers, (39, 40, 59, 60), strict=True):
            kind = cls.points.copy({"name": str(score), "vn_result_points": score})
            cls.do(customer, kind)
        cls.env.flush_all()

    def test_update_moves_everyone_in_between(self):
        """The third threshold lowered to 40 moves everyone with 40 to 59."""
        self.assertEqual(self.customers.mapped("vn_star"), ["2", "2", "2", "3"])
        form = Form(self.env["crm.vn.score.threshold"].with_user(self.manager))
        self.assertEqual(form.star_3_min, 60)
        nothing = form.preview
        self.assertEqual(nothing["moved"], 0)
        self.assertTrue(all(row["now"] == row["new"] for row in nothing["stars"]))
        form.star_3_min = 40
        preview = form.preview
        self.assertEqual(preview["moved"], 2)
        self.assertEqual(
            {row["id"]: (row["star"], row["new_star"]) for row in preview["up"]},
            {self.customers[1].id: (2, 3), self.customers[2].id: (2, 3)},
        )
        self.assertFalse(preview["down"])
        # the preview wrote nothing
        self.assertEqual(self.customers.mapped("vn_star"), ["2", "2", "2", "3"])
        self.assertEqual(self.company.vn_star_3_min, 60)
        form.save().action_update()
        self.assertEqual(self.company.vn_star_3_min, 40)
        self.assertEqual(self.customers.mapped("vn_star"), ["2", "3", "3", "3"])
        self.assertEqual(
            self._count_stars(), {r["star"]: r["new"] for r in preview["stars"]}
        )

    def test_another_of_ones_companies(self):
        """The dialog shows the thresholds of the company that is chosen."""
        self.company_2.vn_star_1_min = 7
        self.manager.company_ids += self.company_2
        self.manager.group_ids += self.env.ref("base.group_multi_company")
        form = Form(self.env["crm.vn.score.threshold"].with_user(self.manager))
        form.company_id = self.company_2
        self.assertEqual(form.star_1_min, 7)

    def _count_stars(self):
        domain = self.env["res.partner"]._vn_is_customer_domain()
        groups = self.env["res.partner"]._read_group(
            domain & Domain("company_id", "in", [self.company.id, False]),
            ["vn_star"],
            ["__count"],
        )
        return {**dict.fromkeys(range(6), 0), **{int(s or 0): n for s, n in groups}}

    def test_down(self):
        form = Form(self.env["crm.vn.score.threshold"].with_user(self.manager))
        form.star_3_min = 61
        self.assertEqual(
            [row["id"] for row in form.preview["down"]], self.customers[3].ids
        )
        form.save().action_update()
        self.assertEqual(self.customers[3].vn_star, "2")

    def test_ascending(self):
        form = Form(self.env["crm.vn.score.threshold"].with_user(self.manager))
        form.star_3_min = 30
        self.assertFalse(form.is_ascending)
        self.assertFalse(form.preview)
        with self.assertRaisesRegex(ValidationError, "10, 30, 30, 100, 150"):
            form.save().action_update()
        with self.assertRaises(ValidationError):
            self.company.vn_star_5_min = 100

    def test_proposal_shares_out_the_customers(self):
        """Quantiles of the own customers; nothing changes before Update."""
        others = self.Partner.create(
            [
                {
                    "name": f"Khách thêm {number}",
                    "vn_relationship_id": self.relationship_customer.id,
                    "company_id": self.company.id,
                }
                for number in range(1, 41)
            ]
        )
        for number, customer in enumerate(others, 1):
            kind = self.points.copy({"name": f"+{number}", "vn_result_points": number})
            self.do(customer, kind)
        self.env.flush_all()
        wizard = self.env["crm.vn.score.threshold"].with_user(self.manager).create({})
        action = wizard.action_propose()
        self.assertEqual(action["res_id"], wizard.id)
        found = wizard._get_thresholds()
        self.assertEqual(found, sorted(set(found)))
        self.assertGreaterEqual(found[0], 1)
        self.assertLessEqual(found[4], 60)
        self.assertTrue(wizard.is_ascending)
        self.assertGreater(sum(row["new"] > 0 for row in wizard.preview["stars"]), 4)
        self.assertEqual(self.company.vn_star_1_min, 10)
        wizard.action_update()
        self.assertEqual(self.company.vn_star_1_min, found[0])

    def test_no_proposal_from_too_few(self):
        self.env["res.partner"].search([]).vn_relationship_id = False
        self.customers.vn_relationship_id = self.relationship_customer
        self.env.flush_all()
        wizard = self.env["crm.vn.score.threshold"].with_user(self.manager).create({})
        with self.assertRaisesRegex(UserError, "Only 4 customers"):
            wizard.action_propose()
        self.assertEqual(wizard.star_1_min, 10)

    def test_only_managers(self):
        with self.assertRaises(AccessError):
            self.env["crm.vn.score.threshold"].with_user(self.user_all).create({})
