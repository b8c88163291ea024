from datetime import date

from odoo.tests import freeze_time, tagged

from odoo.addons.crm_vn_contact_log.tests.registry_common import VnRegistryCommon

from .common import VnContractCommon


@tagged("post_install", "-at_install")
class TestContractDocuments(VnRegistryCommon):
    def test_documents(self):
        self.assertEqual(self.get_documents()["crm.vn.contract"], "partner_id")
        self.check_every_document_is_registered()
        self.check_what_is_planned_and_done_counts_alike()

    def test_merge_of_every_model(self):
        self.check_merge_of_every_model()


@tagged("post_install", "-at_install")
class TestContact(VnContractCommon):
    """Contracts as contacts."""

    def assert_contact(self, day, source):
        for _again in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            self.assertEqual(self.customer.vn_last_contact_date, day)
            self.assertEqual(self.customer.vn_last_contact_res_id, source and source.id)
            # the nightly repair says the same
            self.env["res.partner"]._cron_contact_refresh()

    def call(self):
        activity = self.env["mail.activity"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                "res_id": self.customer.id,
                "activity_type_id": self.env.ref("mail.mail_activity_data_call").id,
                "user_id": self.lan.id,
            }
        )
        activity.with_user(self.lan).action_done()
        return activity

    def test_what_was_done_with_a_draft_goes_with_it(self):
        other = self.env["res.partner"].create({"name": "Công ty Nam Á"})
        with freeze_time("2026-06-15 03:00:00"):
            contract = self._make_contract()
            done = contract.activity_schedule(
                "mail.mail_activity_data_call", user_id=self.lan.id
            )
            done.with_user(self.lan).action_feedback()
            done.date_done = "2026-06-16"
        with freeze_time("2026-06-20 03:00:00"):
            contract.with_user(self.lan).partner_id = other
            self.assert_contact(False, False)
            self.assertEqual(other.vn_last_contact_date, date(2026, 6, 16))
            self.assertEqual(other.vn_last_contact_res_id, done.id)

    def test_a_call_taken_back_leaves_the_contract_before_it(self):
        with freeze_time("2026-06-15 03:00:00"):
            contract = self._make_signed()
        with freeze_time("2026-07-20 03:00:00"):
            activity = self.call()
            self.assertEqual(self.customer.vn_last_contact_date, date(2026, 7, 20))
            activity.action_unarchive()
        self.assert_contact(date(2026, 6, 15), contract)

    def test_a_contract_that_was_there_before_counts(self):
        with freeze_time("2026-06-15 03:00:00"):
            contract = self._make_signed(partner_id=self.contact.id)
        self.env.cr.execute(
            "UPDATE res_partner SET vn_last_contact_date = NULL, "
            "vn_last_contact_res_id = NULL, vn_last_contact_model = NULL"
        )
        self.env.invalidate_all()
        self.env["res.partner"]._vn_contact_refresh()
        self.assert_contact(date(2026, 6, 15), contract)

    def test_a_draft_that_is_deleted_or_given_away(self):
        contract = self._make_contract()
        self.assertEqual(self.customer.vn_last_contact_res_id, contract.id)
        other = self.env["res.partner"].create({"name": "Công ty Hải Vân"})
        contract.partner_id = other
        self.assert_contact(False, False)
        self.assertEqual(other.vn_last_contact_res_id, contract.id)
        contract.unlink()
        self.env.invalidate_all()
        self.assertFalse(other.vn_last_contact_date)
