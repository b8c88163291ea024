from . import test_click_robot
from . import test_components
from . import test_demo_records
from . import test_walk
from . import test_odoo_lint
from . import test_roles
from . import test_rights_methods
from . import test_rights_models
