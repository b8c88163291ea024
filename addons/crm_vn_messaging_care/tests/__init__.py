from . import test_care_messages
