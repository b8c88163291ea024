from . import test_catalog
from . import test_vcard_parser
