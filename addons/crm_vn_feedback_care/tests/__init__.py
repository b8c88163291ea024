from . import test_feedback_care
from . import test_tour
