from . import test_orders
from . import test_result
from . import test_tour
