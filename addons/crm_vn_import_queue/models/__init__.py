from . import res_company
from . import res_config_settings
from . import crm_vn_import
from . import crm_vn_import_result
from . import crm_vn_import_chunk
from . import crm_vn_import_change
from . import crm_vn_health
