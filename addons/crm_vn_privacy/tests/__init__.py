from . import test_privacy_request
