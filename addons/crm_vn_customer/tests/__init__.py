from . import test_catalog
from . import test_vcard_parser
from . import test_discussion
from . import test_visibility
