from . import crm_vn_contract
from . import crm_vn_feedback_plan
from . import crm_vn_feedback_set
from . import sale_order
