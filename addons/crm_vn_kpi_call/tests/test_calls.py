import json

from odoo.tests import freeze_time, tagged

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

    def _call(self, name, day, talk=90, theirs="0966123123", **values):
        ours, outgoing = values.get("extension", "101"), values.get("outgoing", False)
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

    def test_missed_and_called_back(self):
        """Twice from one number is two missed calls and one to call back."""
        self.env["res.partner"].create(
            {"name": "Anh Sáu", "phone": "0966555444", "user_id": self.lan.id}
        )
        with freeze_time("2027-01-12 08:00:00"):
            for name in ("m1", "m2"):
                self._call(name, "2027-01-12", 0, "0966555444", extension="102")
        self.env.flush_all()
        self.assertEqual(self._number("calls_missed"), 2)
        self.assertEqual(self._number("calls_called_back"), 0)
        with freeze_time("2027-01-12 09:00:00"):
            self._call("b1", "2027-01-12", 60, "0966555444", outgoing=True)
        self.env.flush_all()
        back = self.env["crm.vn.call.back"].search(
            [("number_key", "=", "+84966555444")]
        )
        self.assertEqual((back.user_id, back.hour), (self.lan, 9))
        self.assertEqual(self._number("calls_called_back", users=[self.lan]), 1)
        self.assertEqual(self._number("calls_called_back", users=[self.minh]), 0)
        self.assertEqual(self._number("call_back_minutes"), back.minutes_waited)
        self.assertEqual(self._number("calls_missed", FEBRUARY), 0)
