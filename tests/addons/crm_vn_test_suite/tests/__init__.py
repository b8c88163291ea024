from . import test_click_robot
from . import test_demo_records
from . import test_walk
from . import test_roles
