from . import crm_vn_duplicate
