from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import VnCampaignMailingCommon


@tagged("post_install", "-at_install")
class TestCampaignMailing(VnCampaignMailingCommon):
    """Whatever the filter of a mailing says, it reaches who waits and agreed."""

    def make(self):
        action = self.campaign.with_user(self.marketer).action_vn_make_mailing()
        mailing = self.env[action["res_model"]].browse(action["res_id"])
        mailing.body_html = "<p>Chúc mừng năm mới</p>"
        return mailing.with_user(self.marketer)

    def test_to_members_who_agreed_to_emails(self):
        mailing = self.make()
        self.assertEqual(mailing.campaign_id, self.campaign)
        self.assertEqual(set(mailing._get_recipients()), set(self.readers.ids))
        self.assertTrue(mailing.vn_goes_to_members)
        self.assertEqual(mailing.total, len(self.readers))
        mailing.sudo().action_send_mail()
        traces = self.env["mailing.trace"].search(
            [("mass_mailing_id", "=", mailing.id)]
        )
        self.assertEqual(set(traces.mapped("res_id")), set(self.readers.ids))
        log = self.env["crm.vn.contact.log"].search(
            [("partner_id", "in", self.customers.ids)]
        )
        self.assertEqual(log.partner_id, self.readers)
        self.assertEqual(
            set(log.mapped(lambda one: (one.channel, one.purpose))),
            {("email", "advert")},
        )
        action = self.campaign.with_user(self.marketer).action_vn_open_mailings()
        found = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(found, mailing)

    def test_not_to_who_is_held_back_or_was_contacted(self):
        mailing = self.make()
        first, second = self.members().filtered(
            lambda one: one.partner_id in self.readers
        )
        first.is_held_back = True
        self.assertEqual(mailing._get_recipients(), second.partner_id.ids)
        second.state_id = self.env.ref("crm_vn_campaign.crm_vn_campaign_state_refused")
        self.assertFalse(mailing._get_recipients())
        with self.assertRaises(UserError):
            mailing.sudo().action_send_mail()

    def test_who_withdrew_since_gets_nothing(self):
        mailing = self.make()
        self.readers[0]._vn_record_consent("email", "advert", "withdrawn", "form")
        self.assertEqual(mailing._get_recipients(), self.readers[1].ids)

    def test_other_mailings_stay_as_they_are(self):
        mailing = self.make()
        mailing.mailing_domain = repr([("id", "in", self.customers.ids)])
        mailing.campaign_id = self.env["utm.campaign"].create({"title": "Khác"})
        self.assertEqual(set(mailing._get_recipients()), set(self.customers.ids))
        self.assertFalse(mailing.vn_goes_to_members)

    def test_made_by_marketers(self):
        with self.assertRaises(AccessError):
            self.campaign.with_user(self.user_all).action_vn_make_mailing()
