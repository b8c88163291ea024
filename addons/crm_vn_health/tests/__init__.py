from . import test_health
from . import test_cron_run
from . import test_monitoring
