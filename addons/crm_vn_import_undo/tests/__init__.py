from . import test_import_undo
