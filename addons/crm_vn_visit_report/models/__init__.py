from . import crm_vn_visit_report
from . import crm_vn_visit_gap
