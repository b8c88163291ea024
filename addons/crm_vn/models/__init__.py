from . import crm_vn_first_steps
