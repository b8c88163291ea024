from odoo import fields, models

CHANNELS = ("call", "sms", "zalo", "email", "visit")
#: channels that reach a person by phone number
BY_NUMBER = ("call", "sms", "zalo")


class CrmVnChannelMixin(models.AbstractModel):
    """Something about contacts by one channel for one purpose."""

    _name = "crm.vn.channel.mixin"
    _description = "Channel and purpose of contacts"

    channel = fields.Selection(
        [
            ("call", "Call"),
            ("sms", "SMS"),
            ("zalo", "Zalo"),
            ("email", "E-mail"),
            ("visit", "Visit"),
        ],
        required=True,
    )
    purpose = fields.Selection(
        [
            ("care", "Care"),
            ("advert", "Advert"),
            ("transaction", "Transaction"),
            ("survey", "Survey"),
        ],
        required=True,
    )

    def _get_labels(self, name):
        """Return ``{value: label}`` of a selection in the reader's language."""
        return dict(self._fields[name]._description_selection(self.env))
