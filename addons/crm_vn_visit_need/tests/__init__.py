from . import test_need
from . import test_score
