from . import test_by_area
