from . import test_help
from . import test_help_tour
