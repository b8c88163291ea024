from . import test_desk_sale
from . import test_desk_sale_tours
