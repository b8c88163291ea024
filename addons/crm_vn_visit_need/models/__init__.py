from . import crm_vn_visit_need
from . import crm_vn_visit_report
from . import res_partner
