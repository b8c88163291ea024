from . import test_import_undo
from . import test_import_undo_tour
