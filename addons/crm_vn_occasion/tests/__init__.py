from . import test_occasion
from . import test_plain_celebrated
