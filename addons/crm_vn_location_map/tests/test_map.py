import doctest

from odoo.tests import BaseCase, tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from ..tools import tiles
from .common import VnLocationCommon


@tagged("post_install", "-at_install")
class TestMap(VnLocationCommon):
    def _tile(self, user):
        found = self.env["res.country.state"].with_user(user).vn_get_map()
        [tile] = [tile for tile in found["tiles"] if tile["id"] == self.hcm.id]
        return tile, found["measures"]

    def test_numbers_are_their_lists(self):
        self.customer_company.write({"city_id": self.sai_gon.id})
        self.customer_person.write({"city_id": self.vung_tau.id})
        lead = self.env["crm.lead"].create(
            {
                "name": "Đã thắng",
                "type": "opportunity",
                "vn_city_id": self.sai_gon.id,
                "expected_revenue": 1_500_000,
                "user_id": self.user_all.id,
            }
        )
        lead.action_set_won()
        tile, measures = self._tile(self.user_all)
        for name in ("customers", "revenue"):
            measure = measures[name]
            records = self.env[measure["model"]].with_user(self.user_all)
            records = records.search(
                [*measure["domain"], (measure["path"], "=", tile["id"])]
            )
            if measure["monetary"]:
                value = sum(records.mapped("expected_revenue"))
            else:
                value = len(records)
            self.assertEqual(tile[name]["value"], value, name)
            self.assertGreater(value, 0, name)
            self.assertGreater(tile[name]["shade"], 0, name)

    def test_every_province_has_its_tile(self):
        found = self.env["res.country.state"].with_user(self.user_own).vn_get_map()
        places = {(tile["column"], tile["row"]) for tile in found["tiles"]}
        self.assertEqual(len(places), 34)

    def test_only_what_the_user_may_read(self):
        before, __ = self._tile(self.user_2)
        self.customer_company.write(
            {"city_id": self.sai_gon.id, "company_id": self.company.id}
        )
        after, __ = self._tile(self.user_2)
        self.assertEqual(after["customers"], before["customers"])


@tagged("post_install", "-at_install")
class TestTiles(BaseCase):
    def test_doctests(self):
        result = doctest.testmod(tiles)
        self.assertEqual(result.failed, 0)
        self.assertTrue(result.attempted)


@tagged("post_install", "-at_install")
class TestMapTour(VnTourCase, VnLocationCommon):
    def test_map(self):
        self.Partner.create(
            {
                "name": "Khách của tua",
                "vn_relationship_id": self.relationship_new.id,
                "country_id": self.vietnam.id,
                "city_id": self.sai_gon.id,
            }
        )
        self.run_tour_everywhere(
            "/odoo/vn-map", "crm_vn_location_map_tour", login=self.user_all.login
        )
