from . import test_area
from . import test_map
from . import test_plain_tiles
