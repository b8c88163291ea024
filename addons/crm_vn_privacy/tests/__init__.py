from . import test_privacy_request
from . import test_tour
