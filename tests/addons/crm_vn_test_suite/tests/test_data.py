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
