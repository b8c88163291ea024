from . import test_feedback_contract
