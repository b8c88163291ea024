from . import test_plain_gateways
from . import test_plain_line
from . import test_plain_states
from . import test_queue
from . import test_reports
from . import test_rights
from . import test_tour
from . import test_verdict
