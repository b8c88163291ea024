from . import test_lives
from . import test_plain_lives
