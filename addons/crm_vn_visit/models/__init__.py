from . import crm_vn_visit_route, crm_vn_visit_route_line, crm_vn_visit_plan
from . import crm_vn_visit, crm_vn_visit_check_in, crm_vn_visit_phone
from . import crm_vn_visit_today
from . import crm_vn_eraser
from . import res_company, res_config_settings, res_partner, res_users
