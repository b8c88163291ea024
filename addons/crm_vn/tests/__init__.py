from . import test_care_ready
from . import test_plain_care
from . import test_steps
from . import test_ten_minutes_tour
