from . import test_feedback_care
