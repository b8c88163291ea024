from . import test_report
from . import test_report_analysis
from . import test_report_excel
from . import test_report_period
from . import test_report_rights
from . import test_report_tours
