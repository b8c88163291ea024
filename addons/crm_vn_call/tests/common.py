import json
import threading
from http.server import HTTPServer

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon


class VnCallCommon(VnCustomerCommon):
    """A switchboard with two phones, and a customer who calls.

    ::

        provider  TEL4VN  101 user_own, 102 user_all
        caller    0912 345 678, owner user_own
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.provider = cls.env["crm.vn.call.provider"].create(
            {
                "name": "Tổng đài",
                "kind": "tel4vn",
                "company_id": cls.company.id,
                "user_id": cls.manager.id,
                "hotlines": "02873000001",
            }
        )
        cls.env["crm.vn.call.extension"].create(
            [
                {"provider_id": cls.provider.id, "extension": name, "user_id": user.id}
                for name, user in (("101", cls.user_own), ("102", cls.user_all))
            ]
        )
        # the number is the caller's alone
        cls.customer_person.phone = False
        cls.caller = cls.customer_company
        cls.caller.phone = "0912 345 678"

    @classmethod
    def _serve(cls, handler):
        """Serve on loopback until the class is done; return the port."""
        server = HTTPServer(("127.0.0.1", 0), handler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()

        def stop():
            server.shutdown()
            server.server_close()
            thread.join()

        cls.addClassCleanup(stop)
        return server.server_port

    def tell(self, provider=None, **event):
        """Let the switchboard tell something, and work it off."""
        provider = provider or self.provider
        provider._vn_receive(json.dumps(event).encode(), {}, {})
        provider._vn_process_events()
        return self.find(event.get("sip_call_id"))

    def find(self, conversation, provider=None):
        return self.env["crm.vn.call"].search(
            [
                ("provider_id", "=", (provider or self.provider).id),
                ("conversation", "=", conversation),
            ]
        )

    def event(self, state, name="c1", **values):
        return {
            "sip_call_id": name,
            "direction": "inbound",
            "from_number": "0912345678",
            "to_number": "101",
            "hotline": "02873000001",
            "state": state,
            **values,
        }

    def miss(self, name="m1", **values):
        """Let a call be missed."""
        values = {"time_started": "2026-03-03 09:00:00", **values}
        return self.tell(**self.event("missed", name, **values))

    def answer(self, name="a1", talk=12, **values):
        """Let a call be answered and end."""
        values = {
            "billsec": talk,
            "time_started": "2026-03-03 09:30:00",
            "time_answered": "2026-03-03 09:30:10",
            "time_ended": "2026-03-03 09:30:22",
            **values,
        }
        return self.tell(**self.event("cdr", name, **values))
