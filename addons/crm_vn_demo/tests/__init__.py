from . import test_lives
