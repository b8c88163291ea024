import json

from odoo.tests import tagged

from odoo.addons.crm_vn_kpi.tests.common import FEBRUARY, JANUARY, VnKpiCommon


@tagged("post_install", "-at_install")
class TestCalls(VnKpiCommon):
    """Calls, by who talked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.provider = cls.env["crm.vn.call.provider"].create(
            {"name": "Tổng đài", "kind": "tel4vn", "company_id": cls.company.id}
        )
        cls.env["crm.vn.call.extension"].create(
            [
                {"provider_id": cls.provider.id, "extension": name, "user_id": user.id}
                for name, user in (("101", cls.lan), ("102", cls.minh))
            ]
        )

    def _call(self, name, day, talk=90, outgoing=False, extension="101"):
        ours, theirs = extension, "0966123123"
        event = {
            "sip_call_id": name,
            "state": "cdr" if talk else "missed",
            "direction": "outbound" if outgoing else "inbound",
            "from_number": ours if outgoing else theirs,
            "to_number": theirs if outgoing else ours,
            "billsec": talk,
            "time_started": f"{day} 09:00:00",
            "time_ended": f"{day} 09:05:00",
            **({"time_answered": f"{day} 09:00:10"} if talk else {}),
        }
        self.provider._vn_receive(json.dumps(event).encode(), {}, {})
        self.provider._vn_process_events()

    def test_numbers_and_their_calls(self):
        self._call("a", "2027-01-10")
        self._call("b", "2027-01-31", talk=30, outgoing=True)
        self._call("c", "2027-01-12", talk=0)
        self._call("d", "2027-02-01", talk=60, extension="102")
        self.env.flush_all()
        self.assertEqual(self._number("calls_answered"), 2)
        self.assertEqual(self._number("call_minutes"), 2)
        self.assertEqual(self._number("calls_made"), 1)
        self.assertEqual(self._number("calls_answered", FEBRUARY), 1)
        metric = self._metric("calls_answered", self.huong)
        action = metric._vn_action(*JANUARY)
        found = self.env[action["res_model"]].with_user(self.huong)
        self.assertEqual(found.search_count(action["domain"]), 2)
