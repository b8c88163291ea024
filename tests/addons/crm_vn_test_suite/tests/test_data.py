from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestData(TransactionCase):
    """What Odoo's own addons bring can be loaded with every addon installed."""

    def test_accounts_are_loaded_again(self):
        """A chart of accounts is written with the ids of its records."""
        account = self.env["account.account"].create(
            {"code": "111987", "name": "Tiền", "account_type": "asset_cash"}
        )
        account._load_records_write({"id": account.id, "name": "Tiền mặt"})
        self.assertEqual(account.name, "Tiền mặt")

    def test_reasons_are_erased_with_the_person(self):
        """What people wrote about a person, in columns that the engine keeps too."""
        person = self.env["res.partner"].create({"name": "Lê Thị Kín"})
        person._vn_as_engine().write(
            {"vn_tier_mode": "locked", "vn_tier_lock_reason": "Chồng mới mất"}
        )
        lead = self.env["crm.lead"].create({"name": "Tủ", "partner_id": person.id})
        lead._vn_as_engine().write({"vn_assignment_reason": "Nhà ở ngõ Hạ Hồi"})
        person._vn_erase()
        told = f"{person.vn_tier_lock_reason} {lead.vn_assignment_reason}"
        for word in ("Chồng", "Hạ Hồi"):
            self.assertNotIn(word, told)
