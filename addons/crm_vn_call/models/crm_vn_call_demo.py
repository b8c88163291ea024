import json
from datetime import timedelta

from odoo import api, fields, models

#: of each call of the demo: days ago, hour, seconds of talk (None: missed, 0: nobody
#: lifted), who of the employees
CALLS = [
    (0, 1.5, 185, 0),
    (0, 2.2, None, 0),
    (0, 3.0, 64, 1),
    (1, 2.0, 422, 0),
    (1, 4.5, 0, 1),
    (1, 7.0, 96, 2),
    (2, 1.7, 38, 1),
    (2, 8.1, None, 2),
    (3, 3.3, 611, 0),
    (4, 2.9, 152, 2),
    (5, 6.4, 0, 0),
    (6, 4.0, 274, 1),
]


class CrmVnCallProvider(models.Model):
    _inherit = "crm.vn.call.provider"

    @api.model
    def _make_demo(self):
        """Let the switchboard of the demo company tell of a week of calls."""
        users = self.env["res.users"]
        for name in ("hung", "ha", "bao"):
            users |= self.env.ref(f"crm_vn_customer.res_users_demo_{name}")
        provider = self.env.ref("crm_vn_call.crm_vn_call_provider_demo")
        self.env["crm.vn.call.extension"].create(
            [
                {
                    "provider_id": provider.id,
                    "extension": f"10{number}",
                    "user_id": user.id,
                }
                for number, user in enumerate(users, 1)
            ]
        )
        mine = [("user_id", "in", users.ids), ("phone", "!=", False)]
        customers = self.env["res.partner"].search(mine, order="id", limit=len(CALLS))
        now = fields.Datetime.now()
        for number, (days, hour, talk, who) in enumerate(CALLS[: len(customers)]):
            began = (now - timedelta(days=days)).replace(hour=0, minute=0, second=0)
            began = min(began + timedelta(hours=hour), now - timedelta(minutes=20))
            outgoing = number % 3 == 2
            event = {
                "sip_call_id": f"demo-{number}",
                "direction": "outbound" if outgoing else "inbound",
                "state": "missed" if talk is None else "cdr",
                "hotline": "02873000001",
                "billsec": talk or 0,
                "recording_url": "https://ghiam.example.vn/1.mp3" if talk else "",
            }
            ours, theirs = f"10{who + 1}", customers[number].phone
            event["from_number"], event["to_number"] = (
                (ours, theirs) if outgoing else (theirs, ours)
            )
            # the vendor's moments are in its own zone: epochs have none
            event["time_started"] = self._get_epoch(began)
            if talk:
                event["time_answered"] = self._get_epoch(began + timedelta(seconds=9))
            event["time_ended"] = self._get_epoch(
                began + timedelta(seconds=9 + (talk or 11))
            )
            provider._vn_receive(json.dumps(event).encode())
        provider._vn_process_events()
        heard = self.env["crm.vn.call"].search(
            [("provider_id", "=", provider.id), ("talk_seconds", ">", 300)], limit=1
        )
        if heard:
            manager = self.env.ref("crm_vn_customer.res_users_demo_huong")
            self.env["crm.vn.call.listen"]._vn_as_engine().create(
                {"call_id": heard.id, "user_id": manager.id}
            )
        other = self.create({"name": "Tổng đài chi nhánh", "kind": "generic"})
        preset = {"provider_id": other.id, "vendor": "yeastar"}
        self.env["crm.vn.call.preset"].create(preset).action_apply()

    @api.model
    def _get_epoch(self, moment):
        return int((moment - fields.Datetime.to_datetime("1970-01-01")).total_seconds())
