from . import crm_vn_area
from . import res_partner
