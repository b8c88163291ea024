from . import test_contact
from . import test_generate
from . import test_purchase
from . import test_tours
from . import test_search_operators
from . import test_day
from . import test_protected
from . import test_health
