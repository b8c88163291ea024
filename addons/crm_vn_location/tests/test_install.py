from odoo.tests import tagged
from odoo.tools import SQL

from ..hooks import pre_init_hook
from .common import VnLocationCommon


@tagged("post_install", "-at_install")
class TestInstall(VnLocationCommon):
    """What the installation finds in the company."""

    def test_what_was_typed_on_a_lead_stays(self):
        self.customer_company.write({"street": "1 Phố Huế", "city_id": self.ba_dinh.id})
        values = {"name": "Cửa hàng", "partner_id": self.customer_company.id}
        typed, same = self.env["crm.lead"].create([values, values])
        self.assertEqual(typed.street, "1 Phố Huế")
        typed.street = "12 Ngõ Trạm"
        typed.city = "Hà Nội"
        self.env.flush_all()
        # as before the installation
        for table, name in (
            ("res_partner", "vn_area_id"),
            ("crm_lead", "vn_area_id"),
            ("crm_lead", "vn_city_id"),
        ):
            self.env.cr.execute(
                SQL(
                    "ALTER TABLE %s DROP COLUMN %s CASCADE",
                    SQL.identifier(table),
                    SQL.identifier(name),
                )
            )
        pre_init_hook(self.env)
        self.registry.init_models(
            self.env.cr, ["res.partner", "crm.lead"], {"module": "crm_vn_location"}
        )
        self.env.invalidate_all()
        self.assertEqual(typed.street, "12 Ngõ Trạm")
        self.assertEqual(typed.city, "Hà Nội")
        self.assertFalse(typed.vn_city_id)
        self.assertEqual(same.street, "1 Phố Huế")
        self.assertEqual(same.vn_city_id, self.ba_dinh)
