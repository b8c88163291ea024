from . import test_company
from . import test_condition
