from . import test_consent_care
