from . import test_arithmetic
from . import test_as_of
from . import test_check
from . import test_company
from . import test_concurrency
from . import test_cost
from . import test_desk
from . import test_history
from . import test_rule
from . import test_rule_rights
from . import test_score
from . import test_threshold

from . import test_tour
from . import test_registry
from . import test_protected
from . import test_day
from . import test_health
