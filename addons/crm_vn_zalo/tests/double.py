"""Zalo's servers on this machine: tokens that are good once, quota, templates, chat."""

import select

from odoo.addons.crm_vn_messaging.tests.double import Double


class ZaloDouble(Double):
    """A gateway that also is Zalo.

    :ivar refreshes: how often a refresh token was used
    :ivar left: messages left today
    :ivar codes: ``{number: error code}``; ``"*"`` is for all others
    """

    def __init__(self):
        super().__init__()
        self.reset_zalo()

    def reset_zalo(self):
        self.access, self.refresh = "token-0", "refresh-0"
        self.refreshes, self.left, self.codes = 0, 20000, {}
        self.issued = 0
        self.lose_refresh = False
        self.templates = {
            "300": {
                "templateName": "Cảm ơn",
                "status": "1",
                "price_sdt": "200",
                "price_uid": "100",
                "templateTag": "TRANSACTION",
                "templateQuality": "HIGH",
                "listParams": [
                    {
                        "name": "customer_name",
                        "require": True,
                        "type": "STRING",
                        "minLength": 0,
                        "maxLength": 30,
                        "acceptNull": False,
                    }
                ],
            },
            "301": {"templateName": "Bị từ chối", "status": "3"},
        }

    def reset(self):
        result = super().reset()
        self.reset_zalo()
        return result

    def route(self, path, data, headers):
        if path == "/v4/oa/access_token":
            return self.give_token(data, headers)
        zalo = path.startswith(("/message/", "/template/", "/v3.0/oa/"))
        if not zalo:
            return super().route(path, data, headers)
        if headers.get("access_token") != self.access:
            return 200, {"error": -124, "message": "Access token invalid"}
        if path == "/message/quota":
            quota = {"dailyQuota": "20000", "remainingQuota": str(self.left)}
            return 200, {"error": 0, "data": quota}
        if path == "/template/all":
            rows = [
                {"templateId": code, **row}
                for code, row in self.templates.items()
                if data.get("offset", "0") == "0"
            ]
            return 200, {"error": 0, "data": rows}
        if path == "/template/info/v2":
            return 200, {"error": 0, "data": self.templates[data["template_id"]]}
        if path == "/v3.0/oa/message/cs":
            return self.deliver(data["recipient"]["user_id"], None)
        if path == "/v3.0/oa/message/template":
            return self.deliver(data["user_id"], None)
        return self.deliver(data["phone"], data["tracking_id"])

    def give_token(self, data, headers):
        if headers.get("secret_key") != "bi mat":
            return 200, {"error": -14004, "error_name": "Invalid secret key"}
        with self._lock:
            if data.get("grant_type") == "refresh_token":
                if data.get("refresh_token") != self.refresh:
                    return 200, {"error": -14014, "error_name": "Invalid refresh token"}
                self.refreshes += 1
            self.issued += 1
            number = self.issued
            self.access, self.refresh = f"token-{number}", f"refresh-{number}"
        if self.lose_refresh:
            return None, ""
        # a sleep until a moment fails where the clock is another one
        select.select((), (), (), 0.05)
        return 200, {
            "access_token": self.access,
            "refresh_token": self.refresh,
            "expires_in": "90000",
        }

    def deliver(self, receiver, tracking):
        how = self.behaviour.get(receiver, self.behaviour.get("*"))
        if how == "drop":
            return None, ""
        code = self.codes.get(receiver, self.codes.get("*"))
        if code:
            return 200, {"error": code, "message": f"code {code}"}
        with self._lock:
            if self.left <= 0:
                return 200, {"error": -144, "message": "Daily quota"}
            self.left -= 1
            self.sent[receiver] += 1
            reference = f"m{next(self._ids)}"
            self.known[tracking] = reference
        if how == "lost":
            return None, ""
        return 200, {
            "error": 0,
            "message": "Success",
            "data": {
                "msg_id": reference,
                "sent_time": "1767000000000",
                "quota": {"dailyQuota": "20000", "remainingQuota": str(self.left)},
            },
        }
