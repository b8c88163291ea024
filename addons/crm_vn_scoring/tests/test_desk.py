from datetime import timedelta

from odoo.tests import tagged

from .common import VnScoreCommon


@tagged("post_install", "-at_install")
class TestDesk(VnScoreCommon):
    """ "Don't forget" begins with the best customers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.vn_contact_limit_days = 30
        cls.env["crm.vn.relationship"].search([]).contact_limit_days = 0
        # the best group counts: 0, 20 and 50 points; in an order that is neither that
        # of the stars nor that of the days
        cls.forgotten = [
            cls.make_forgotten(name, days, groups)
            for name, days, groups in (
                ("Không sao, lâu nhất", 400, cls.env["crm.vn.customer.group"]),
                ("Không sao, 40 ngày", 40, cls.env["crm.vn.customer.group"]),
                ("Hai sao, 31 ngày", 31, cls.group_best),
                ("Một sao, 300 ngày", 300, cls.group),
                ("Một sao, 50 ngày", 50, cls.group),
                ("Hai sao, 32 ngày", 32, cls.group_best),
            )
        ]
        cls.expected = [
            "Hai sao, 32 ngày",
            "Hai sao, 31 ngày",
            "Một sao, 300 ngày",
            "Một sao, 50 ngày",
            "Không sao, lâu nhất",
            "Không sao, 40 ngày",
        ]
        cls.env.flush_all()

    @classmethod
    def make_forgotten(cls, name, days, groups):
        partner = cls.Partner.create(
            {
                "name": name,
                "user_id": cls.user_own.id,
                "vn_relationship_id": cls.relationship_customer.id,
                "vn_group_ids": [(6, 0, groups.ids)],
            }
        )
        day = cls.company._vn_today() - timedelta(days=days)
        partner._vn_touch("meeting", day, user=cls.user_own)
        return partner

    def desk(self):
        self.env.invalidate_all()
        return self.env["crm.vn.desk"].with_user(self.user_own).get_desk()["forgotten"]

    def test_stars_of_the_forgotten(self):
        self.assertEqual(
            [partner.vn_star for partner in self.forgotten],
            ["0", "0", "2", "1", "1", "2"],
        )

    def test_desk_is_ordered_by_star_then_days(self):
        rows = self.desk()["rows"]
        self.assertEqual([row["name"] for row in rows], self.expected)
        self.assertEqual([row["star"] for row in rows], [2, 2, 1, 1, 0, 0])
        self.assertEqual([row["days"] for row in rows], [32, 31, 300, 50, 400, 40])

    def test_the_list_that_it_opens_is_ordered_alike(self):
        action = self.env.ref("crm_vn_contact_log.res_partner_action_forgotten")
        partners = self.env["res.partner"].with_user(self.user_own)
        arch, _view = partners._get_view(action.view_id.id, "list")
        order = arch.get("default_order")
        found = partners.search(self.desk()["domain"], order=order)
        self.assertEqual(found.mapped("name"), self.expected)

    def test_a_better_customer_moves_up(self):
        worst = self.forgotten[1]
        worst.vn_group_ids = self.group_best
        self.env.flush_all()
        self.assertEqual(self.desk()["rows"][0]["id"], worst.id)

    def test_those_without_a_number_come_last(self):
        """A column that nobody has filled yet is no star."""
        self.env.cr.execute(
            "UPDATE res_partner SET vn_star = NULL WHERE id = %s",
            [self.forgotten[5].id],
        )
        self.env.invalidate_all()
        self.assertEqual(self.desk()["rows"][-1]["id"], self.forgotten[5].id)
