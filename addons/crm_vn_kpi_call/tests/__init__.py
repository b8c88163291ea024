from . import test_calls
