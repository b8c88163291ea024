from datetime import datetime
from zoneinfo import ZoneInfo

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon


class VnConsentCommon(VnCustomerCommon):
    """Customers with a number and an address, and somebody in charge of their data."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.tz = "Asia/Ho_Chi_Minh"
        cls.company.resource_calendar_id.tz = "Asia/Ho_Chi_Minh"
        cls.officer = cls.manager
        cls.officer.group_ids |= cls.env.ref("crm_vn_consent.group_vn_privacy")
        cls.person = cls.Partner.create(
            {
                "name": "Ngô Thị Mơ",
                "phone": "0912 000 111",
                "email": "mo@example.com",
                "vn_relationship_id": cls.relationship_customer.id,
            }
        )

    @staticmethod
    def at(*moment, zone="Asia/Ho_Chi_Minh"):
        """Return a moment of Vietnam's clock as naive UTC."""
        local = datetime(*moment, tzinfo=ZoneInfo(zone))
        return local.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)

    def agree(self, partner, *channels, date=None):
        for channel in channels:
            partner._vn_record_consent(
                channel, "advert", "given", "form", date or datetime(2026, 1, 1)
            )
