from . import crm_vn_desk
from . import crm_vn_first_steps
from . import crm_vn_first_steps_base
from . import res_company
