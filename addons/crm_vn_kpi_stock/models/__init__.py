from . import crm_vn_kpi_picking
from . import sale_order
from . import stock_picking
