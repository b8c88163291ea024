from . import crm_vn_catalog_set
from . import crm_vn_catalog_set_line
