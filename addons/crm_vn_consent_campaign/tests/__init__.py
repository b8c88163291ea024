from . import test_consent_campaign
