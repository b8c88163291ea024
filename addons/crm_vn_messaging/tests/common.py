import json
from contextlib import nullcontext

from odoo.tests import HttpCase

from odoo.addons.crm_vn_consent.tests.common import VnConsentCommon

from .double import Double


class VnMessagingCommon(VnConsentCommon):
    """A gateway on this machine, and a queue to work off."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.double = Double()
        cls.addClassCleanup(cls.double.close)
        providers = cls.env["crm.vn.sms.provider"]
        # the demo company's, should it be there
        providers.search([]).active = False
        cls.provider = providers.create(
            {
                "name": "eSMS",
                "kind": "esms",
                "brand": "SAOMAI",
                "url": cls.double.url,
                "key": "khoa",
                "secret": "bi mat",
                "part_price": 650,
                "advert_footer": False,
                "company_id": cls.company.id,
            }
        )
        cls.env["sms.sms"].search([("state", "=", "outgoing")]).write(
            {"state": "canceled"}
        )
        cls.person.user_id = cls.user_own
        cls.queue = cls.env.ref("sms.ir_cron_sms_scheduler_action")

    def setUp(self):
        super().setUp()
        self.double.reset()

    def send(self, partner=None, text="Chao chi", user=None, **values):
        """Write an SMS to a customer as a person does; return its lasting row."""
        partner = (partner or self.person).with_user(user or self.user_own)
        message = partner._message_sms(text, **values)
        return self.message_of(message)

    def message_of(self, mail):
        return self.env["crm.vn.message"].search([("mail_message_id", "=", mail.id)])

    def put(self, number, text="Chao chi", **values):
        """Put an SMS to a number into the queue; return the row of the queue."""
        return self.env["sms.sms"].create(
            {
                "number": number,
                "body": text,
                "vn_company_id": self.company.id,
                **values,
            }
        )

    def work(self, cron=None):
        """Run the queue as its cron does."""
        self.env.flush_all()
        # with a browser the registry is in its test mode all the time
        in_browser = isinstance(self, HttpCase)
        with nullcontext() if in_browser else self.enter_registry_test_mode():
            (cron or self.queue).method_direct_trigger()
        self.env.invalidate_all()

    @staticmethod
    def numbers(count, start=0):
        """Return mobile numbers of nobody."""
        return [f"+8490{7000000 + start + number}" for number in range(count)]

    def tell(self, data, provider=None):
        """Let the gateway tell something, and use it; return whether it is new."""
        provider = provider or self.provider
        event = provider._vn_receive(json.dumps(data).encode())
        is_new = event.state == "new"
        self.env.flush_all()
        provider._vn_process_events()
        self.env.invalidate_all()
        return is_new
