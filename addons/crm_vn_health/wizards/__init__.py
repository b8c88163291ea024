from . import crm_vn_health_line
