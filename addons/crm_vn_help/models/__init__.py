from . import crm_vn_help_request
from . import ir_http
from . import res_company
from . import res_config_settings
