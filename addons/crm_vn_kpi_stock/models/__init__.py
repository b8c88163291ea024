from . import crm_vn_fill
from . import sale_order
from . import stock_picking
