from . import crm_vn_area
from . import res_country_state
