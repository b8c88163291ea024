from . import crm_vn_desk
from . import crm_vn_handover
from . import crm_vn_handover_work
from . import crm_vn_handover_row
from . import crm_vn_handover_target
from . import res_users
