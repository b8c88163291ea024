from . import test_metric
from . import test_metric_credit
from . import test_metric_drill_down
from . import test_report
from . import test_report_analysis
from . import test_report_excel
from . import test_report_period
from . import test_report_tours
