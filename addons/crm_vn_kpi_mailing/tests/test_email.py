from odoo.tests import tagged

from odoo.addons.crm_vn_kpi.tests.common import FEBRUARY, JANUARY, VnKpiCommon


@tagged("post_install", "-at_install")
class TestEmail(VnKpiCommon):
    """E-mails that were opened, by who sent the mailing."""

    def _mailing(self, user):
        mailing = self.env["mailing.mailing"].create(
            {
                "subject": "Chúc mừng năm mới",
                "mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
                "user_id": user.id,
            }
        )
        mailing.state = "done"
        return mailing

    def _trace(self, mailing, customer, opened="2027-01-20 03:00:00", **values):
        return self.env["mailing.trace"].create(
            {
                "mass_mailing_id": mailing.id,
                "model": customer._name,
                "res_id": customer.id,
                "trace_status": "open" if opened else "sent",
                "open_datetime": opened,
                **values,
            }
        )

    def test_opened_ones_only(self):
        mailing = self._mailing(self.lan)
        self._trace(mailing, self.hoa)
        self._trace(mailing, self.mai, opened=False)
        self._trace(mailing, self.son, is_test_trace=True)
        self.assertEqual(self._number("emails_read"), 1)

    def test_at_midnight_in_vietnam(self):
        self._trace(self._mailing(self.lan), self.hoa, "2027-01-31 17:30:00")
        self.assertEqual(self._number("emails_read"), 0)
        self.assertEqual(self._number("emails_read", FEBRUARY), 1)

    def test_handover(self):
        mailing = self._mailing(self.lan)
        mailing.user_id = self.minh
        self._trace(mailing, self.hoa)
        self.assertEqual(
            self._metric("emails_read")._vn_values(*JANUARY), {self.lan.id: 1}
        )

    def test_every_role_opens_what_it_counts(self):
        self._trace(self._mailing(self.lan), self.hoa)
        self._trace(self._mailing(self.minh), self.son)
        for user, number in ((self.lan, 1), (self.tuan, 2), (self.huong, 2)):
            metric = self._metric("emails_read", user)
            action = metric._vn_action(*JANUARY)
            found = self.env[action["res_model"]].with_user(user)
            self.assertEqual(len(found.search(action["domain"])), number)
            self.assertEqual(sum(metric._vn_values(*JANUARY).values()), number)
            self.assertEqual(metric._vn_total(*JANUARY), number)

    def test_deleted_one_is_not_counted(self):
        self._trace(self._mailing(self.lan), self.hoa).unlink()
        self.assertEqual(self._number("emails_read"), 0)

    def test_mailings_from_before_the_installation(self):
        self._check_fill(
            "credit_mailing_mailing",
            self._mailing(self.lan) | self._mailing(self.minh),
            ["vn_credit_user_id", "vn_credit_company_id"],
        )
