from . import test_feedback_visit
