from . import test_appointments
from . import test_plain_windows
