from . import test_place
