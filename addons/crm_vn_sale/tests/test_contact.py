from datetime import date, datetime, timedelta

from odoo import fields
from odoo.tests import freeze_time, tagged

from odoo.addons.crm_vn_contact_log.tests.registry_common import VnRegistryCommon

from .common import VnSaleCommon


@tagged("post_install", "-at_install")
class TestSaleDocuments(VnSaleCommon, VnRegistryCommon):
    def test_documents(self):
        self.assertEqual(self.get_documents()["sale.order"], "partner_id")
        self.check_every_document_is_registered()
        self.check_what_is_planned_and_done_counts_alike()

    def test_merge_of_every_model(self):
        self.check_merge_of_every_model()


@tagged("post_install", "-at_install")
class TestContact(VnSaleCommon):
    """Quotations and orders as contacts."""

    def call(self, customer, day=None):
        activity = self.env["mail.activity"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                "res_id": customer.id,
                "activity_type_id": self.env.ref("mail.mail_activity_data_call").id,
                "user_id": self.user_all.id,
            }
        )
        activity.with_user(self.user_all).action_done()
        if day:
            activity.date_done = day
        return activity

    def assert_contact(self, customer, day, kind=None):
        for _again in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            self.assertEqual(customer.vn_last_contact_date, day)
            if kind:
                self.assertEqual(customer.vn_last_contact_kind, kind)
            # the nightly repair says the same
            self.env["res.partner"]._cron_contact_refresh()

    def test_a_call_taken_back_leaves_the_quotation_before_it(self):
        customer = self.customer_person
        with freeze_time("2026-10-01 03:00:00"):
            order = self.order(customer, user=self.user_all)
        with freeze_time("2026-10-20 03:00:00"):
            activity = self.call(customer)
            activity.action_unarchive()
        self.assert_contact(customer, date(2026, 10, 1), "quotation")
        self.assertEqual(customer.vn_last_contact_res_id, order.id)

    def test_what_was_done_with_a_quotation_goes_with_it(self):
        first, second = self.customer_person, self.customer_company
        with freeze_time("2026-10-01 03:00:00"):
            order = self.order(first, user=self.user_all)
        with freeze_time("2026-10-20 03:00:00"):
            order.activity_schedule(
                "mail.mail_activity_data_call", user_id=self.user_all.id
            ).with_user(self.user_all).action_feedback()
            self.assert_contact(first, date(2026, 10, 20), "activity")
            order.with_user(self.user_all).partner_id = second
        self.assert_contact(first, False)
        self.assert_contact(second, date(2026, 10, 20), "activity")

    def test_orders_that_were_there_before_count(self):
        order = self.order(self.customer_contact, "2026-02-10", user=self.user_all)
        self.env.cr.execute(
            "UPDATE res_partner SET vn_last_contact_date = NULL, "
            "vn_last_contact_res_id = NULL, vn_last_contact_model = NULL"
        )
        self.env.invalidate_all()
        self.env["res.partner"]._vn_contact_refresh()
        for partner in self.customer_contact | self.customer_company:
            self.assert_contact(partner, date(2026, 2, 10), "order")
            self.assertEqual(partner.vn_last_contact_res_id, order.id)

    def test_order_of_a_customer_online(self):
        customer = self.customer_person
        order = self.order(customer)
        customer._vn_untouch(order)
        self.env.cr.execute(
            "UPDATE res_partner SET vn_last_contact_date = NULL, "
            "vn_contact_base_date = '2020-01-01' WHERE id = %s",
            [customer.id],
        )
        self.env.invalidate_all()
        self.company.vn_contact_limit_days = 30
        public = self.env.ref("base.public_user")
        order.with_user(public).sudo().action_confirm()
        self.env.invalidate_all()
        self.assertEqual(customer.vn_last_contact_kind, "order")
        self.assertFalse(customer.vn_last_contact_user_id)
        self.assertFalse(customer.with_user(self.user_all).vn_is_forgotten)

    def test_a_cancelled_order_was_talked_about_a_deleted_one_is_gone(self):
        customer = self.customer_person
        yesterday = fields.Date.today() - timedelta(days=7)
        self.call(customer, yesterday)
        order = self.order(customer, user=self.user_all)
        day = customer.vn_last_contact_date
        order.action_confirm()
        order._action_cancel()
        self.assert_contact(customer, day)
        order.with_user(self.manager).unlink()
        self.assert_contact(customer, yesterday, "activity")

    def test_an_order_given_to_another_customer(self):
        order = self.order(self.customer_person, user=self.user_all)
        order.partner_id = self.customer_company
        self.assertFalse(self.customer_person.vn_last_contact_date)
        self.assertEqual(self.customer_company.vn_last_contact_res_id, order.id)

    def test_an_order_dated_back_is_a_contact_of_its_day(self):
        order = self.order(self.customer_person, user=self.user_all)
        order.date_order = datetime(2026, 3, 3, 20)
        # 3:00 on the next day in Vietnam
        self.assert_contact(self.customer_person, date(2026, 3, 4), "quotation")
