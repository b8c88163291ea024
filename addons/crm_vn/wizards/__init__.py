from . import crm_vn_care_ready
from . import crm_vn_care_ready_line
