from odoo.tests import freeze_time, tagged

from .common import VnKpiCommon

#: {check: (what plain SQL breaks, column that a record of the check needs)}
BROKEN = {
    "kpi_orders": ("sale_order", "vn_amount_company = vn_amount_company + 1"),
    "kpi_leads": ("crm_lead", "won_status = 'pending', probability = 7"),
    "kpi_contracts": ("crm_vn_contract", "is_signed = FALSE"),
}


@tagged("post_install", "-at_install")
@freeze_time("2027-02-15 03:00:00")
class TestHealth(VnKpiCommon):
    def test_what_metrics_count_is_compared_with_its_documents(self):
        self._make_january()
        self.env.flush_all()
        health = self.env["crm.vn.health"]
        for code, (table, broken) in BROKEN.items():
            check = health._vn_checks()[code][1]
            model = table.replace("_", ".")
            record = self.env[model].search(
                [("vn_credit_user_id", "in", (self.lan | self.minh).ids)], limit=1
            )
            with self.subTest(check=code), self.env.cr.savepoint():
                # a sample of a company with many documents may miss it
                self.env.cr.execute(
                    f"UPDATE {table} SET vn_credit_user_id = NULL WHERE id <> %s",  # noqa: S608
                    [record.id],
                )
                self.env.invalidate_all()
                self.assertNotIn(record, check()[1])
                self.env.cr.execute(
                    f"UPDATE {table} SET {broken} WHERE id = %s",  # noqa: S608
                    [record.id],
                )
                self.env.invalidate_all()
                self.assertIn(record, check()[1])
                lines = health._vn_recount("2027-02-15")
                self.assertIn(str(record.id), " ".join(lines))
                self.assertTrue(record.vn_credit_user_id, "it is left for the repair")
