from . import test_catalog_set
from . import test_first_steps
from . import test_first_steps_tour
from . import test_plain_trades
