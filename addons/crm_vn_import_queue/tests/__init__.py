from . import test_import_queue
from . import test_import_queue_tour
