from . import test_feedback_messages
