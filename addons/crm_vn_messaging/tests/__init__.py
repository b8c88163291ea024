from . import test_queue
from . import test_reports
from . import test_rights
from . import test_tour
from . import test_verdict
