"""Messages of the demo company."""

from datetime import timedelta

from odoo import api, fields, models

TEXTS = (
    "Sao Mai cam on {name} da mua hang. Can ho tro xin goi 1900 0000.",
    "Don hang cua {name} da duoc giao cho don vi van chuyen.",
    "Sao Mai xin nhac {name} lich bao duong vao tuan sau.",
)
REPLIES = ("Cảm ơn em, chị nhận được rồi", "Mai gọi lại cho anh nhé", "OK shop")


class CrmVnMessage(models.Model):
    _inherit = "crm.vn.message"

    @api.model
    def _make_demo(self):
        """Log messages to customers of the demo company, as if they had been sent."""
        provider = self.env.ref("crm_vn_messaging.crm_vn_sms_provider_demo")
        customers = self.env["res.partner"].search(
            [
                ("vn_relationship_id", "!=", False),
                ("vn_contact_number", "!=", False),
                ("user_id", "!=", False),
            ],
            order="id",
            limit=40,
        )
        now = fields.Datetime.now()
        rows = []
        for number, partner in enumerate(customers):
            text = TEXTS[number % 3].format(name=partner.name)
            size, price = self._vn_estimate(text, provider)
            moment = now - timedelta(days=number * 3, hours=5)
            state = ("delivered", "delivered", "accepted", "failed")[number % 4]
            rows.append(
                {
                    "kind": "sms",
                    "channel": "sms",
                    "purpose": "care",
                    "company_id": provider.company_id.id,
                    "provider_id": provider.id,
                    "brand": provider.brand,
                    "partner_id": partner.id,
                    "number": partner.vn_contact_number,
                    "user_id": partner.user_id.id,
                    "body": text,
                    "state": state,
                    "verdict": "ok",
                    "date": moment,
                    "sent_date": moment,
                    "delivered_date": moment if state == "delivered" else False,
                    "answered": number % 5 == 0,
                    "parts": size.parts,
                    "price": price,
                }
            )
            if number % 5 == 0:
                rows.append(
                    {
                        **rows[-1],
                        "direction": "in",
                        "state": "received",
                        "user_id": False,
                        "body": REPLIES[number % 3],
                        "date": moment + timedelta(minutes=20),
                        "sent_date": False,
                        "delivered_date": False,
                        "answered": False,
                        "parts": 0,
                        "price": 0,
                    }
                )
        self._vn_log_outgoing(rows)
