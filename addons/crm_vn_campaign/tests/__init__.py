from . import test_conditions
from . import test_funnel
from . import test_members
from . import test_work
from . import test_offer
from . import test_registry
from . import test_tour
