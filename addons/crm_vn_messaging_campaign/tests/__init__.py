from . import test_campaign_messages
