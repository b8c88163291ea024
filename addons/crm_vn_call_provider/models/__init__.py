from . import crm_vn_call_extension
from . import crm_vn_call_map_line
from . import crm_vn_call_provider
from . import crm_vn_call_provider_history
from . import crm_vn_call_provider_login
