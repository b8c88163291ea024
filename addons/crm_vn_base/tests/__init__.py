from . import test_company
from . import test_condition
from . import test_cron_failure
from . import test_holidays
from . import test_plain_holidays
from . import test_plain_lunar
from . import test_plain_day
from . import test_plain_paths
