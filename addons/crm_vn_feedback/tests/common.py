from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon


class VnFeedbackCommon(VnCustomerCommon):
    """A customer who can be asked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.requests = cls.env["crm.vn.feedback.request"].with_user(cls.user_all)
        cls.answers = cls.env["crm.vn.feedback.answer"]
        cls.person = cls.customer_person
        cls.person.email = "anh@example.com"

    def ask(self, partner=None, occasion="order", source=None):
        partner = (partner or self.person).with_user(self.user_all)
        return self.requests._vn_ask(partner, occasion, source)

    def answer(self, request, stars, browser="phone", suspicion="", **values):
        return self.answers._vn_receive(
            request, {"stars": stars, **values}, browser, suspicion
        )
