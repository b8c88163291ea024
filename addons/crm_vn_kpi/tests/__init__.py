from . import test_living_database
from . import test_metric
from . import test_metric_credit
from . import test_metric_define
from . import test_metric_drill_down
from . import test_registry
from . import test_search_operators
