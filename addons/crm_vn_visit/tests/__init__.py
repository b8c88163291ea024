from . import test_plain_routes
from . import test_plan
from . import test_check_in
from . import test_stops
from . import test_documents
