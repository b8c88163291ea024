from . import test_handover
from . import test_share
