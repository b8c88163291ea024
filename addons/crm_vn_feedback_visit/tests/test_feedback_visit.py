from odoo.tests import tagged

from odoo.addons.crm_vn_visit.tests.common import VnVisitCommon


@tagged("post_install", "-at_install")
class TestFeedbackVisit(VnVisitCommon):
    """A visit that took place asks once, about who came."""

    def test_a_visit_asks_once(self):
        today = self.company._vn_today()
        self.env.ref("crm_vn_feedback.crm_vn_feedback_set_visit").write(
            {"is_automatic": True, "delay_days": 0, "automatic_since": today}
        )
        shop, other = self.shops[:2]
        shop.email = "cuahang@example.com"
        done, ahead = self.Visit.with_user(self.user_own).create(
            [{"partner_id": one.id, "date": today} for one in (shop, other)]
        )
        done._vn_check_in(21.0, 105.8, 10, "uuid-feedback-1")
        for _time in range(2):
            with self.enter_registry_test_mode():
                self.env.ref("crm_vn_feedback.ir_cron_ask").method_direct_trigger()
        plans = self.env["crm.vn.feedback.plan"].search(
            [("res_model", "=", "crm.vn.visit"), ("res_id", "in", (done | ahead).ids)]
        )
        self.assertEqual(plans.mapped("res_id"), done.ids)
        self.assertEqual(plans.state, "asked")
        request = self.env["crm.vn.feedback.request"].search(
            [("partner_id", "=", shop.id)]
        )
        self.assertEqual((request.occasion, request.user_id), ("visit", self.user_own))

    def test_by_area(self):
        """The averages of an area are those of its customers' answers."""
        north, south = self.env["crm.vn.area"].create(
            [{"name": "Miền Bắc"}, {"name": "Miền Nam"}]
        )
        shops = self.shops[:3]
        (shops[:2].vn_area_id, shops[2].vn_area_id) = (north, south)
        requests = self.env["crm.vn.feedback.request"].with_user(self.user_own)
        asked = requests._vn_ask(shops.with_user(self.user_own), "customer")
        for request, stars in zip(asked, (5, 4, 3), strict=True):
            self.env["crm.vn.feedback.answer"]._vn_receive(
                request, {"stars": stars}, "phone"
            )
        report = self.env["crm.vn.feedback.report"].with_user(self.user_own)
        groups = report.formatted_read_group(
            [("partner_id", "in", shops.ids)], ["area_id"], ["__count", "stars:avg"]
        )
        found = {
            row["area_id"][0]: (row["__count"], row["stars:avg"]) for row in groups
        }
        self.assertEqual(found, {north.id: (2, 4.5), south.id: (1, 3)})
        rows = report.search([("area_id", "=", north.id)])
        self.assertEqual(rows.partner_id, shops[:2])
