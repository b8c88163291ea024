from . import crm_vn_duplicate_key
from . import crm_vn_not_duplicate
from . import res_partner
from . import crm_vn_duplicate
from . import res_company
from . import res_config_settings
from . import res_partner_values
