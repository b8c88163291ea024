from . import test_map_sale
