from . import test_feedback_campaign
