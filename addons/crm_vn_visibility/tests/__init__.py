from . import test_links
from . import test_visibility
