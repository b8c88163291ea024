from . import crm_vn_visit
from . import sale_order
