from . import test_import
from . import test_import_catalog
from . import test_import_kinds
from . import test_import_tours
from . import test_vcard_import
from . import test_vcard_import_again
from . import test_vcard_parser
from . import test_vcard_tour
