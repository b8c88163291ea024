from . import crm_vn_handover
from . import crm_vn_handover_target
