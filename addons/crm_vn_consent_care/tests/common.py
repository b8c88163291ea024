from datetime import date

from odoo.addons.crm_vn_care_schedule.tests.common import VnCareCommon
from odoo.addons.crm_vn_consent.tests.common import VnConsentCommon

#: a Monday in Vietnam, far from holidays
MONDAY = date(2027, 6, 7)


class VnConsentCareCommon(VnCareCommon):
    """A schedule that sells, and one that cares."""

    at = staticmethod(VnConsentCommon.at)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.phone = "0912 555 111"
        cls.selling = cls._make_plan("Mời mua thêm", (0, 30), vn_purpose="advert")

    def sell(self, day=MONDAY, customer=None):
        customer = (customer or self.customer).with_user(self.lan)
        plan = self.selling.with_user(self.lan)
        enrollment = plan._vn_enroll(customer, base_date=day)
        return enrollment.sudo().line_ids.sorted("date")

    def say(self, state, channel="call", customer=None):
        customer = (customer or self.customer).with_user(self.lan)
        return customer._vn_record_consent(channel, "advert", state, "form")
