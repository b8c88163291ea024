from . import test_import
from . import test_import_catalog
from . import test_import_fuzz
from . import test_import_kinds
from . import test_import_lists
from . import test_import_tours
from . import test_plain_headings
from . import test_plain_table
