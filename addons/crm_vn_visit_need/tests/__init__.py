from . import test_need
