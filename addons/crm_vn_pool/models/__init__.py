from . import crm_vn_pool_move
from . import crm_vn_pool_rule
from . import res_company
from . import res_config_settings
from . import res_partner
