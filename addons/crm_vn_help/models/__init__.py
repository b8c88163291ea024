from . import crm_vn_help_request
from . import ir_http
from . import ir_module
from . import res_company
from . import res_config_settings
