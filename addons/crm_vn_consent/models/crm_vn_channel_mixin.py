from odoo import fields, models

#: a model of another addon says ``fields.Selection(CHANNEL_NAMES)`` once more: only
#: then has it translations of its own
CHANNEL_NAMES = [
    ("call", "Call"),
    ("sms", "SMS"),
    ("zalo", "Zalo"),
    ("email", "E-mail"),
    ("visit", "Visit"),
]
PURPOSE_NAMES = [
    ("care", "Care"),
    ("advert", "Advert"),
    ("transaction", "Transaction"),
    ("survey", "Survey"),
]
CHANNELS = tuple(channel for channel, _name in CHANNEL_NAMES)
#: channels that reach a person by phone number
BY_NUMBER = ("call", "sms", "zalo")


class CrmVnChannelMixin(models.AbstractModel):
    """Something about contacts by one channel for one purpose."""

    _name = "crm.vn.channel.mixin"
    _description = "Channel and purpose of contacts"

    channel = fields.Selection(CHANNEL_NAMES, required=True)
    purpose = fields.Selection(PURPOSE_NAMES, required=True)

    def _get_labels(self, name):
        """Return ``{value: label}`` of a selection in the reader's language."""
        return dict(self._fields[name]._description_selection(self.env))
