from . import crm_vn_desk
