from . import crm_vn_zalo_link_set
from . import crm_vn_zalo_send
