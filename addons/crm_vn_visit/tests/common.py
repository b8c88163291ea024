from odoo import fields

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon


class VnVisitCommon(VnCustomerCommon):
    """A route of a salesperson, and customers with a position."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.resource_calendar_id.tz = "Asia/Ho_Chi_Minh"
        cls.shops = cls.Partner.create(
            [
                {
                    "name": f"Cửa hàng {number}",
                    "vn_relationship_id": cls.relationship_customer.id,
                    "user_id": cls.user_own.id,
                    "partner_latitude": 21.0 + number / 100,
                    "partner_longitude": 105.8,
                }
                for number in range(6)
            ]
        )
        cls.route = cls.env["crm.vn.visit.route"].create(
            {"name": "Tuyến 1", "user_id": cls.user_own.id, "policy": "warn"}
        )
        cls.Visit = cls.env["crm.vn.visit"]

    def add(self, *partners, frequency="4", weekday="0", route=None):
        (route or self.route).line_ids = [
            fields.Command.create(
                {"partner_id": one.id, "frequency": frequency, "weekday": weekday}
            )
            for one in partners
        ]

    def visits(self):
        return self.Visit.search([("route_id", "=", self.route.id)], order="date, id")
