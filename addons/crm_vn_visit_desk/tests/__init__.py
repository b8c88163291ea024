from . import test_route_today
from . import test_tours
