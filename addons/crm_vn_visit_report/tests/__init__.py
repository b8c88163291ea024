from . import test_plain_reasons
from . import test_plain_coverage
from . import test_report
from . import test_tours
from . import test_gap
