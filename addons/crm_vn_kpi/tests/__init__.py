from . import test_metric
from . import test_metric_credit
from . import test_metric_drill_down
